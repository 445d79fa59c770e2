import { useId } from 'react';
import { Link } from '@backstage/ui';
import type { Cluster, Placements } from '../placements/placementsApi';
import { useWords } from '../translation/words';
import { BudgetBar } from './BudgetBar';
import { estimateCost } from './cost';
import { formatDay, formatUsd } from './money';
import type { Size } from './size';
import styles from './CostSummary.module.css';

/** Where a price was read and when, and what it leaves out. */
function Source({ cluster }: { cluster: Cluster }) {
  const { t, language } = useWords();
  const { price, title } = cluster;
  if (!price) {
    return <li>{t('cost.noPrice', { cluster: title })}</li>;
  }
  const isLink = /^https?:\/\//.test(price.source);
  const words = t('cost.source', {
    cluster: title,
    source: isLink ? new URL(price.source).hostname : price.source,
    date: formatDay(price.date, language),
  });
  return (
    <li title={price.note}>
      {isLink ? (
        <Link href={price.source} target="_blank" rel="noopener">
          {words}
        </Link>
      ) : (
        words
      )}
    </li>
  );
}

/** What the service costs a month, and what that is measured by. */
export function CostSummary(props: {
  size: Size;
  sound: boolean;
  clusters: string[];
  placements: Placements;
}) {
  const { size, sound, clusters, placements } = props;
  const { t, language } = useWords();
  const heading = useId();
  const estimate = sound ? estimateCost(size, clusters, placements) : undefined;
  const { total, priced = [], unpriced = [] } = estimate ?? {};
  let hint: string | undefined;
  if (!sound) {
    hint = t('cost.invalid');
  } else if (clusters.length === 0) {
    hint = t('cost.chooseClusters');
  } else if (!total) {
    hint = t('cost.unknown');
  }

  return (
    <section aria-labelledby={heading} className={styles.cost}>
      <h3 id={heading} className={styles.heading}>
        {t('cost.title')}
      </h3>
      <div role="status">
        {total && (
          <>
            <p className={styles.amount}>
              {t('cost.range', {
                min: formatUsd(total.min, language),
                max: formatUsd(total.max, language),
              })}
            </p>
            <p className={styles.hint}>
              {t('cost.replicas', {
                min: size.minReplicas,
                max: size.maxReplicas,
              })}
            </p>
          </>
        )}
        {hint && <p className={styles.hint}>{hint}</p>}
        {total && unpriced.length > 0 && (
          <p className={styles.hint}>{t('cost.partly')}</p>
        )}
      </div>
      {estimate?.environments.map(environment => (
        <BudgetBar key={environment.environment.name} {...environment} />
      ))}
      <ul className={styles.sources}>
        {[...priced, ...unpriced].map(cluster => (
          <Source key={cluster.name} cluster={cluster} />
        ))}
      </ul>
    </section>
  );
}
