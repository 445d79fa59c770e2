import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Alert, Button, Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { deploymentsApiRef, failureOf } from '../../api';
import { useNotify } from '../../hooks/useNotify';
import { useClockOffset } from '../../hooks/useServerNow';
import { localDateTime } from '../../model/freezes';
import { useTranslation } from '../../translation';
import { ReasonField } from '../ReasonField';
import styles from './FreezesDialog.module.css';

/** What a freeze can be about: clusters and environments on the page. @internal */
export interface FreezePlaces {
  clusters: { name: string; title: string }[];
  environments: string[];
}

/** Keys of a list cannot be empty; no cluster is called this. */
const ALL = '*';
const DEFAULT_MS = 4 * 3_600_000;

type Missing = 'tooWide' | 'untilMissing' | 'reasonMissing';

/** Declares a freeze that begins now. @internal */
export function FreezeForm(props: {
  places: FreezePlaces;
  onDeclared: () => void;
}) {
  const { places, onDeclared } = props;
  const { t } = useTranslation();
  const api = useApi(deploymentsApiRef);
  const notify = useNotify();
  const now = Date.now() + useClockOffset();
  const titleId = useId();
  const untilId = useId();
  const untilErrorId = useId();
  const [cluster, setCluster] = useState(places.clusters[0]?.name ?? ALL);
  const [environment, setEnvironment] = useState(ALL);
  const [until, setUntil] = useState(() => localDateTime(now + DEFAULT_MS));
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<Missing | null>(null);
  const [inFlight, setInFlight] = useState(false);
  const [failure, setFailure] = useState('');

  const lacking = (): Missing | null => {
    if (cluster === ALL && environment === ALL) {
      return 'tooWide';
    }
    if (!(new Date(until).getTime() > now)) {
      return 'untilMissing';
    }
    return reason.trim() ? null : 'reasonMissing';
  };
  const declare = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = lacking();
    setMissing(lacks);
    setFailure('');
    if (lacks || inFlight) {
      return;
    }
    setInFlight(true);
    try {
      await api.declareFreeze({
        cluster: cluster === ALL ? null : cluster,
        environment: environment === ALL ? null : environment,
        until: new Date(until).toISOString(),
        reason: reason.trim(),
      });
      notify(t('acting.freezes.declared', { reason: reason.trim() }));
      setReason('');
      onDeclared();
    } catch (error) {
      setFailure(failureOf(error).message);
    } finally {
      setInFlight(false);
    }
  };

  return (
    <form
      className={styles.form}
      aria-labelledby={titleId}
      // The browser's own bubbles would speak its own language.
      noValidate
      onSubmit={declare}
    >
      <h3 id={titleId} className={styles.heading}>
        {t('acting.freezes.declare')}
      </h3>
      <div className={styles.fields}>
        <Select
          label={t('acting.freezes.cluster')}
          options={[
            { value: ALL, label: t('acting.freezes.allClusters') },
            ...places.clusters.map(({ name, title }) => ({
              value: name,
              label: title,
            })),
          ]}
          value={cluster}
          onChange={key => setCluster(String(key))}
        />
        <Select
          label={t('acting.freezes.environment')}
          options={[
            { value: ALL, label: t('acting.freezes.allEnvironments') },
            ...places.environments.map(name => ({ value: name, label: name })),
          ]}
          value={environment}
          onChange={key => setEnvironment(String(key))}
        />
        <div className={styles.until}>
          <label htmlFor={untilId}>{t('acting.freezes.until')}</label>
          <input
            id={untilId}
            type="datetime-local"
            value={until}
            min={localDateTime(now)}
            aria-invalid={missing === 'untilMissing'}
            aria-describedby={untilErrorId}
            onChange={event => setUntil(event.target.value)}
          />
        </div>
      </div>
      <span id={untilErrorId}>
        {missing === 'tooWide' || missing === 'untilMissing' ? (
          <span role="alert" className={styles.missing}>
            {t(`acting.freezes.${missing}`)}
          </span>
        ) : null}
      </span>
      <ReasonField
        label={t('acting.freezes.reason')}
        value={reason}
        onChange={setReason}
        required
        missing={
          missing === 'reasonMissing' ? t('acting.freezes.reasonMissing') : null
        }
        isDisabled={inFlight}
      />
      {failure ? (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('acting.freezes.declareFailed', { message: failure })}
        />
      ) : null}
      <div>
        <Button type="submit" variant="primary" isPending={inFlight}>
          {t('acting.freezes.submit')}
        </Button>
      </div>
    </form>
  );
}
