import { useTranslation } from '../../translation';
import styles from './TrafficBar.module.css';

/**
 * The share of traffic that the new revision gets, with a mark where the step
 * wants it. In percent, 0 to 100.
 *
 * @internal
 */
export function WeightBar(props: { set: number; actual: number }) {
  const { set, actual } = props;
  const { t } = useTranslation();
  return (
    <div
      role="img"
      aria-label={t('traffic.label', { set, actual })}
      className={styles.bar}
    >
      <div className={styles.actual} style={{ inlineSize: `${actual}%` }} />
      {set !== actual ? (
        <div className={styles.mark} style={{ insetInlineStart: `${set}%` }} />
      ) : null}
    </div>
  );
}
