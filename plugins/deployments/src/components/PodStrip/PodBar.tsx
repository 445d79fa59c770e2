import type { PodGroup } from '../../model/pods';
import { useTranslation } from '../../translation';
import styles from './PodStrip.module.css';

/** Pods as shares of one bar. @internal */
export function PodBar(props: { groups: PodGroup[]; total: number }) {
  const { groups, total } = props;
  const { t } = useTranslation();
  const said = groups
    .map(({ count, condition, reason }) =>
      [count, t(`pods.condition.${condition}`), reason]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
  return (
    <div role="img" aria-label={said} title={said} className={styles.bar}>
      {groups.map(({ condition, reason, count }) => (
        <span
          key={`${condition} ${reason}`}
          className={`${styles.part} ${styles[condition]}`}
          style={{ inlineSize: `${(count / total) * 100}%` }}
        />
      ))}
    </div>
  );
}
