import type {
  ClusterStatus,
  DeploymentView,
} from '@heal7/backstage-plugin-deployments-common';
import {
  imageVersion,
  parseImage,
  truncateMiddle,
} from '../../model/imageName';
import { isStale } from '../../model/grouping';
import { revisionPair, tellingImage } from '../../model/revisions';
import { weightView } from '../../model/weights';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { Countdown } from '../Countdown';
import { PhaseChip } from '../PhaseChip';
import { WeightBar } from '../TrafficBar';
import styles from './OverviewCard.module.css';

/**
 * One rollout in one cluster, in one line.
 *
 * @param withName - whether the rollout has to be named as well.
 * @internal
 */
export function OverviewLine(props: {
  view: DeploymentView;
  cluster: ClusterStatus;
  withName: boolean;
}) {
  const { view, cluster, withName } = props;
  const { state } = view;
  const { t } = useTranslation();
  const { serving, next } = revisionPair(state);
  const image = tellingImage(next ?? serving, next ? serving : null);
  const weight = weightView(state);
  const { step } = state;
  const stale = isStale(cluster);
  return (
    <li className={`${styles.line} ${stale ? styles.stale : ''}`}>
      <span className={styles.where}>
        {withName ? <span className={styles.name}>{state.name}</span> : null}
        <span className={withName ? styles.muted : styles.name}>
          {cluster.title}
        </span>
        {cluster.demo ? <Chip title={t('demoHint')}>{t('demo')}</Chip> : null}
      </span>
      <PhaseChip state={state} />
      <span className={styles.version} title={image}>
        {image ? truncateMiddle(imageVersion(parseImage(image)), 18) : '—'}
      </span>
      <span className={styles.weight}>
        <WeightBar set={weight.set} actual={weight.actual} />
        <span className={styles.percent}>{weight.actual}%</span>
      </span>
      <span className={styles.step}>
        {step && step.index < step.total
          ? t('step.position', { current: step.index + 1, total: step.total })
          : null}{' '}
        {state.pause?.endsAt && !stale ? (
          <Countdown endsAt={state.pause.endsAt} />
        ) : null}
      </span>
    </li>
  );
}
