import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Freeze } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef, failureOf } from '../../api';
import { useNotify } from '../../hooks/useNotify';
import { useServerNow } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import type { FreezePlaces } from './FreezeForm';
import styles from './FreezesDialog.module.css';

/** Asks twice: what is lifted by mistake lets everybody act again. */
function Lift(props: { freeze: Freeze; onLifted: () => void }) {
  const { freeze, onLifted } = props;
  const { t } = useTranslation();
  const api = useApi(deploymentsApiRef);
  const notify = useNotify();
  const [sure, setSure] = useState(false);
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState('');
  const lift = async () => {
    setInFlight(true);
    setFailure('');
    try {
      await api.liftFreeze(freeze.id);
      notify(t('acting.freezes.lifted', { reason: freeze.reason }));
      onLifted();
    } catch (error) {
      setFailure(failureOf(error).message);
      setInFlight(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant={sure ? 'primary' : 'secondary'}
        destructive={sure}
        isPending={inFlight}
        aria-label={
          sure
            ? undefined
            : t('acting.freezes.liftOf', { reason: freeze.reason })
        }
        onPress={sure ? lift : () => setSure(true)}
      >
        {t(sure ? 'acting.freezes.liftSure' : 'acting.freezes.lift')}
      </Button>
      {failure ? (
        <Alert
          className={styles.failure}
          role="alert"
          status="danger"
          icon
          title={t('acting.freezes.liftFailed', { message: failure })}
        />
      ) : null}
    </>
  );
}

/** What is frozen, from when until when, by whom and why. @internal */
export function FreezeList(props: {
  freezes: Freeze[];
  places: FreezePlaces;
  mayLift: boolean;
  onLifted: () => void;
}) {
  const { freezes, places, mayLift, onLifted } = props;
  const { t, language } = useTranslation();
  const now = useServerNow();
  if (freezes.length === 0) {
    return <p className={styles.none}>{t('acting.freezes.none')}</p>;
  }
  const moment = (time: string) => formatMoment(time, now, language);
  const titleOf = (name: string) =>
    places.clusters.find(cluster => cluster.name === name)?.title ?? name;
  return (
    <ul className={styles.list} aria-label={t('acting.freezes.list')}>
      {freezes.map(freeze => (
        <li key={freeze.id} className={styles.freeze}>
          <div className={styles.about}>
            <span className={styles.reason}>{freeze.reason}</span>
            <span className={styles.line}>
              {Date.parse(freeze.from) <= now ? (
                <Chip tone="warning">{t('acting.freezes.holds')}</Chip>
              ) : (
                <Chip>{t('acting.freezes.planned')}</Chip>
              )}
              <span>
                {freeze.cluster === null
                  ? t('acting.freezes.allClusters')
                  : titleOf(freeze.cluster)}
                {' · '}
                {freeze.environment ?? t('acting.freezes.allEnvironments')}
              </span>
            </span>
            <span className={styles.muted}>
              {t('acting.freezes.time', {
                from: moment(freeze.from),
                until: moment(freeze.until),
              })}
              {' · '}
              {t('acting.freezes.declaredBy', { who: freeze.declaredBy })}
            </span>
          </div>
          {mayLift ? <Lift freeze={freeze} onLifted={onLifted} /> : null}
        </li>
      ))}
    </ul>
  );
}
