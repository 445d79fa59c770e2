import { useId } from 'react';
import type { DeploymentStrategy } from '@heal7/backstage-plugin-deployments-common';
import { engineName } from '../../model/engine';
import type { TargetRow as TargetRowModel } from '../../model/grouping';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { ClusterComparison } from '../ClusterComparison';
import { AbsentCard, TargetCard } from '../TargetCard';
import styles from './TargetRow.module.css';

const STRATEGIES: Record<DeploymentStrategy, MessageKey> = {
  canary: 'strategy.canary',
  'blue-green': 'strategy.blueGreen',
  'a-b': 'strategy.aB',
  rolling: 'strategy.rolling',
  unknown: 'strategy.unknown',
};

/** One rollout, its clusters side by side. @internal */
export function TargetRow(props: { row: TargetRowModel; compact: boolean }) {
  const { row, compact } = props;
  const { t } = useTranslation();
  const titleId = useId();
  const engine = engineName(row.engine);
  const strategies = new Set(
    row.cells.flatMap(({ view }) => (view ? [view.state.strategy] : [])),
  );
  return (
    <section className={styles.row} aria-labelledby={titleId}>
      <div className={styles.heading}>
        <h2 id={titleId} className={styles.name}>
          {row.name}
        </h2>
        <span className={styles.muted}>
          {[
            row.namespace,
            engine ? t(engine) : row.engine,
            ...[...strategies].map(strategy => t(STRATEGIES[strategy])),
          ].join(' · ')}
        </span>
      </div>
      <ClusterComparison cells={row.cells} />
      <div className={styles.cells}>
        {row.cells.map(({ cluster, view }) =>
          view ? (
            <TargetCard
              // A rollout made anew starts with a card of its own.
              key={`${cluster.name} ${view.state.uid}`}
              view={view}
              cluster={cluster}
              compact={compact}
            />
          ) : (
            <AbsentCard
              key={cluster.name}
              cluster={cluster}
              namespace={row.namespace}
              name={row.name}
            />
          ),
        )}
      </div>
    </section>
  );
}
