import type { DeploymentAnalysis } from '@heal7/backstage-plugin-deployments-common';
import { analysisTrigger } from '../../model/analysis';
import { useTranslation } from '../../translation';
import { MeasurementTable } from './MeasurementTable';
import { MetricRow } from './MetricRow';
import { VerdictChip } from './VerdictChip';
import styles from './AnalysisList.module.css';

function Run(props: { run: DeploymentAnalysis }) {
  const { run } = props;
  const { t, say } = useTranslation();
  const trigger = analysisTrigger(run);
  return (
    <li className={styles.run}>
      <div className={styles.title}>
        <span className={styles.name}>{run.name}</span>
        <span className={styles.muted}>
          {typeof trigger === 'string' ? trigger : say(trigger)}
        </span>
        <VerdictChip phase={run.phase} />
      </div>
      {run.message ? <p className={styles.message}>{run.message}</p> : null}
      {run.metrics.length > 0 ? (
        <table
          className={styles.table}
          aria-label={t('analysis.tableOf', { name: run.name })}
        >
          <thead>
            <tr>
              <th scope="col">{t('analysis.metric')}</th>
              <th scope="col">{t('analysis.verdict')}</th>
              <th scope="col">{t('analysis.last')}</th>
            </tr>
          </thead>
          <tbody>
            {run.metrics.map(metric => (
              <MetricRow key={metric.name} metric={metric} />
            ))}
          </tbody>
        </table>
      ) : null}
      {run.metrics.map(metric =>
        metric.measurements.length > 0 ? (
          <MeasurementTable key={metric.name} metric={metric} />
        ) : null,
      )}
    </li>
  );
}

/** The analysis runs of a rollout, newest first. @internal */
export function AnalysisList(props: { runs: DeploymentAnalysis[] }) {
  return (
    <ul className={styles.runs}>
      {props.runs.map(run => (
        <Run key={run.name} run={run} />
      ))}
    </ul>
  );
}
