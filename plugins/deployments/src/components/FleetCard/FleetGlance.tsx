import { Link, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type {
  DeploymentPhase,
  FleetRow,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import { fleetParams } from '../../api';
import type { FleetFilters } from '../../api';
import { useFleet } from '../../hooks/useFleet';
import { explanationText } from '../../model/explanation';
import { truncateMiddle } from '../../model/imageName';
import { fleetRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { PhaseChip, PhaseIcon } from '../PhaseChip';
import theme from '../theme.module.css';
import styles from './FleetCard.module.css';

/** What a glance takes in; the page has the rest. */
const MOST_LINES = 5;

const PHASES: DeploymentPhase[] = [
  'degraded',
  'paused',
  'progressing',
  'healthy',
  'unknown',
];

function Counts(props: { summary: FleetSummary; filters: FleetFilters }) {
  const { summary, filters } = props;
  const { t } = useTranslation();
  const page = useRouteRef(fleetRouteRef)?.();
  return (
    <ul className={styles.counts}>
      {PHASES.filter(phase => summary.phases[phase] > 0).map(phase => {
        const words = (
          <>
            <span className={styles.icon} data-phase={phase} aria-hidden="true">
              <PhaseIcon phase={phase} />
            </span>
            <strong>{summary.phases[phase]}</strong> {t(`phase.${phase}`)}
          </>
        );
        return (
          <li key={phase}>
            {page ? (
              <Link
                className={styles.count}
                href={`${page}?${fleetParams({ ...filters, phase: [phase] })}`}
              >
                {words}
              </Link>
            ) : (
              <span className={styles.count}>{words}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Line(props: { row: FleetRow; clusterTitle: string }) {
  const { row, clusterTitle } = props;
  const translation = useTranslation();
  const entityRoute = useRouteRef(entityRouteRef);
  const [entity] = row.entities;
  const href =
    entity &&
    entityRoute?.(entityRouteParams(entity.entityRef, { encodeParams: true }));
  const name = truncateMiddle(entity?.title || row.target.name, 48);
  const why = row.explanation
    ? explanationText(row.explanation, translation, Date.now()).text
    : row.message;
  return (
    <li className={styles.line}>
      <PhaseChip state={row} />
      <span className={styles.name}>
        {href ? <Link href={`${href}/deployments`}>{name}</Link> : name}
        <span className={styles.muted}>{clusterTitle}</span>
      </span>
      <span className={styles.why} title={why}>
        {why}
      </span>
    </li>
  );
}

/**
 * How the rollouts that the filters leave are doing: counts, and those that
 * somebody should look at.
 *
 * @internal
 */
export function FleetGlance(props: { filters: FleetFilters }) {
  const { filters } = props;
  const { t } = useTranslation();
  const page = useRouteRef(fleetRouteRef)?.();
  const { rows, summary, error, live } = useFleet(filters, {
    only: { attention: true },
    pageRows: MOST_LINES,
  });
  if (error && (!rows || !summary)) {
    return (
      <div className={theme.theme}>
        <FailureAlert
          error={error}
          title={t('fleet.loadFailed')}
          onRetry={live.reload}
        />
      </div>
    );
  }
  if (!rows || !summary) {
    return (
      <div role="status">
        <VisuallyHidden>{t('fleet.loading')}</VisuallyHidden>
        <Skeleton width="100%" height={80} />
      </div>
    );
  }
  const titles = new Map(
    summary.clusters.map(({ value, title }) => [value, title]),
  );
  const hidden = summary.attention - rows.length;
  const link = (part: FleetFilters, words: string) =>
    page ? (
      <Link href={`${page}?${fleetParams({ ...filters, ...part })}`}>
        {words}
      </Link>
    ) : null;
  return (
    <div className={`${theme.theme} ${styles.glance}`}>
      {summary.total === 0 ? (
        <p className={styles.quiet}>{t('fleet.card.none')}</p>
      ) : (
        <>
          <Counts summary={summary} filters={filters} />
          {rows.length === 0 ? (
            <p className={styles.quiet}>{t('fleet.card.quiet')}</p>
          ) : (
            <ul className={styles.lines} aria-label={t('fleet.card.attention')}>
              {rows.slice(0, MOST_LINES).map(row => (
                <Line
                  key={row.id}
                  row={row}
                  clusterTitle={
                    titles.get(row.target.cluster) ?? row.target.cluster
                  }
                />
              ))}
            </ul>
          )}
          <div className={styles.links}>
            {hidden > 0
              ? link(
                  { attention: true },
                  t('fleet.card.more', { count: hidden }),
                )
              : null}
            {link({}, t('fleet.card.all'))}
          </div>
        </>
      )}
    </div>
  );
}
