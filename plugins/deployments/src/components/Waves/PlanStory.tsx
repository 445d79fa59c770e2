import type {
  DeploymentTargetRef,
  WaveEvent,
  WavePlanDetail,
} from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { formatMoment } from '../../model/time';
import { messages } from '../../translation/messages';
import { useTranslation } from '../../translation';
import styles from './Waves.module.css';

/** What has happened in a plan, newest last, unfolded on demand. @internal */
export function PlanStory(props: {
  plan: WavePlanDetail;
  nameOf: (target: DeploymentTargetRef) => string;
}) {
  const { plan, nameOf } = props;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  // The plan's own words are English; in other languages its kind is told.
  const told = (event: WaveEvent) => {
    const known = Object.hasOwn(messages.waves.event, event.kind);
    return known && !language.startsWith('en')
      ? t(`waves.event.${event.kind}`, {
          wave: event.wave === null ? '' : event.wave + 1,
          target: event.target ? nameOf(event.target) : '',
        })
      : event.message;
  };
  return (
    <details className={styles.story}>
      <summary>{t('waves.story')}</summary>
      {plan.events.length === 0 ? (
        <p className={styles.muted}>{t('waves.storyNone')}</p>
      ) : (
        <ol className={styles.events}>
          {plan.events.map((event, index) => (
            <li key={index} className={styles.event}>
              <time dateTime={event.at} className={styles.muted}>
                {formatMoment(event.at, now, language)}
              </time>
              <span className={styles.name}>{told(event)}</span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
