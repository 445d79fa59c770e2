import { Alert } from '@backstage/ui';
import { RiSnowflakeLine } from '@remixicon/react';
import type { FreezeNotice as Freeze } from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import styles from './FreezeNotice.module.css';

/** Until when nobody may act here, and why. @internal */
export function FreezeNotice(props: { freeze: Freeze }) {
  const { until, reason } = props.freeze;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  return (
    <Alert
      className={styles.notice}
      status="info"
      icon={<RiSnowflakeLine aria-hidden="true" />}
      title={t('acting.frozen', { until: formatMoment(until, now, language) })}
      description={`${reason} — ${t('acting.frozenAbort')}`}
    />
  );
}
