import { useServerNow } from '../../hooks/useServerNow';
import { formatCountdown, secondsUntil } from '../../model/time';
import { useTranslation } from '../../translation';
import styles from './Countdown.module.css';

/**
 * Time left until `endsAt` (ISO 8601) by the server's clock, told each second.
 *
 * @internal
 */
export function Countdown(props: { endsAt: string }) {
  const { t } = useTranslation();
  const left = secondsUntil(props.endsAt, useServerNow());
  if (left === null) {
    return null;
  }
  return (
    // A timer is not announced by itself, which would be every second.
    <span role="timer" className={styles.countdown}>
      {left === 0
        ? t('pause.over')
        : t('pause.left', { countdown: formatCountdown(left) })}
    </span>
  );
}
