import type { DeploymentState } from '@heal7/backstage-plugin-deployments-common';
import { RiAlertLine } from '@remixicon/react';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import styles from './Details.module.css';

/** Conditions and recent events, folded away until asked for. @internal */
export function Details(props: { state: DeploymentState }) {
  const { conditions, events } = props.state;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const moment = (time: string | null) =>
    time ? formatMoment(time, now, language) : '—';
  const warnings = events.filter(event => event.type === 'Warning').length;
  return (
    <div className={styles.details}>
      <details>
        <summary>
          {t('details.conditions')} ({conditions.length})
        </summary>
        {conditions.length === 0 ? (
          <p className={styles.none}>{t('details.noConditions')}</p>
        ) : (
          <ul className={styles.list}>
            {conditions.map(condition => (
              <li key={condition.type}>
                <span className={styles.name}>
                  {condition.type} = {condition.status}
                </span>
                <span className={styles.muted}>
                  {condition.reason} · {moment(condition.changedAt)}
                </span>
                <span className={styles.text}>{condition.message}</span>
              </li>
            ))}
          </ul>
        )}
      </details>
      <details>
        <summary>
          {t('details.events')} ({events.length})
          {warnings > 0 ? (
            <>
              {' '}
              <Chip tone="warning" icon={<RiAlertLine />}>
                {t('details.warnings', { count: warnings })}
              </Chip>
            </>
          ) : null}
        </summary>
        {events.length === 0 ? (
          <p className={styles.none}>{t('details.noEvents')}</p>
        ) : (
          <ul className={styles.list}>
            {events.map(event => (
              <li key={`${event.about} ${event.reason} ${event.message}`}>
                <span className={styles.name}>
                  {event.type === 'Warning' ? (
                    <RiAlertLine aria-hidden="true" size={14} />
                  ) : null}{' '}
                  {event.reason}{' '}
                  {event.count > 1
                    ? t('details.times', { count: event.count })
                    : ''}
                </span>
                <span className={styles.muted}>
                  {event.about} · {moment(event.lastSeenAt)}
                </span>
                <span className={styles.text}>{event.message}</span>
              </li>
            ))}
          </ul>
        )}
      </details>
    </div>
  );
}
