import { Alert, VisuallyHidden } from '@backstage/ui';
import type {
  ClusterStatus,
  DeploymentTargetRef,
  WavePlan,
  WavePlanDetail,
} from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { refName } from '../../model/fleetRow';
import { formatMoment } from '../../model/time';
import { planHeadline } from '../../model/waves';
import { useTranslation } from '../../translation';
import { PlanStory } from './PlanStory';
import styles from './Waves.module.css';
import { WaveStep } from './WaveStep';

/** What a target is called within its plan. @internal */
export function targetNames(
  plan: WavePlan,
  clusters: Pick<ClusterStatus, 'name' | 'title'>[],
): (target: DeploymentTargetRef) => string {
  const all = plan.waves.flatMap(({ targets }) => targets);
  return ({ cluster, name }) => {
    const title =
      clusters.find(each => each.name === cluster)?.title ?? cluster;
    const alone =
      all.filter(({ target }) => target.cluster === cluster).length < 2;
    return alone ? title : `${title} / ${name}`;
  };
}

/**
 * Where a plan stands: by whom and why, its waves, why it waits or stopped,
 * and what has happened.
 *
 * @param whole - whether more than its headline is shown.
 * @internal
 */
export function PlanView(props: {
  plan: WavePlanDetail;
  clusters: Pick<ClusterStatus, 'name' | 'title'>[];
  whole: boolean;
}) {
  const { plan, clusters, whole } = props;
  const { t, say, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const nameOf = targetNames(plan, clusters);
  const { hold, stop } = plan;
  const headline = say(planHeadline(plan));
  const held = hold
    ? `${t(`waves.hold.${hold.code}`)}: ${nameOf(hold.target)}`
    : '';
  const stopped = stop ? t(`waves.stop.${stop.code}`) : '';
  return (
    <div className={styles.view}>
      <VisuallyHidden>
        <span aria-live="polite">
          {[headline, held, stopped].filter(Boolean).join(' ')}
        </span>
      </VisuallyHidden>
      <p className={styles.headline} aria-hidden="true">
        {headline}
      </p>
      <p className={styles.muted}>
        <span title={plan.startedBy}>
          {t('waves.by', {
            who: refName(plan.startedBy),
            time: formatMoment(plan.startedAt, now, language),
          })}
        </span>
        {plan.endedAt
          ? ` · ${t('waves.ended', {
              time: formatMoment(plan.endedAt, now, language),
            })}`
          : ''}
        {' · '}
        {plan.reason
          ? t('waves.reasonSaid', { reason: plan.reason })
          : t('waves.noReason')}
      </p>
      {stop ? (
        <Alert
          status="danger"
          icon
          title={stop.target ? `${stopped} (${nameOf(stop.target)})` : stopped}
          description={`${stop.message} ${t(`waves.stopHint.${stop.code}`)}`}
        />
      ) : null}
      {hold ? (
        <Alert status="warning" icon title={held} description={hold.message} />
      ) : null}
      {whole ? (
        <>
          <ol className={styles.steps} aria-label={t('waves.steps')}>
            {plan.waves.map((_, index) => (
              <WaveStep key={index} plan={plan} index={index} nameOf={nameOf} />
            ))}
          </ol>
          <PlanStory plan={plan} nameOf={nameOf} />
        </>
      ) : null}
    </div>
  );
}
