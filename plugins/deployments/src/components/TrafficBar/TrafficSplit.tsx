import {
  RiErrorWarningLine,
  RiFileCopyLine,
  RiUserLine,
} from '@remixicon/react';
import type {
  DeploymentTraffic,
  DeploymentTrafficShare,
} from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import type { MessageKey, Translation } from '../../translation';
import { Chip } from '../Chip';
import styles from './TrafficBar.module.css';

const TONES: Record<string, string> = {
  stable: styles.stable,
  active: styles.stable,
  canary: styles.new,
  preview: styles.new,
};

function shareText(share: DeploymentTrafficShare, { t }: Translation) {
  const percent = Math.round(share.weight * 10) / 10;
  return share.role
    ? t('state.share', { role: t(`role.${share.role}`), percent })
    : t('state.shareElsewhere', { destination: share.destination, percent });
}

/**
 * Where requests really go, as read from what routes them. Nothing when there
 * is nothing to tell: all of them to one revision, as asked for.
 *
 * @internal
 */
export function TrafficSplit(props: { traffic: DeploymentTraffic }) {
  const { traffic } = props;
  const translation = useTranslation();
  const { t } = translation;
  const shares = traffic.shares.map(share => ({
    key: share.hash || share.destination,
    tone: TONES[share.role ?? ''] ?? styles.elsewhere,
    text: shareText(share, translation),
    destination: share.destination,
  }));
  const { difference, mirroredPercent, sticky } = traffic;
  if (shares.length < 2 && !difference && !mirroredPercent && !sticky) {
    return null;
  }
  return (
    <div className={styles.split}>
      {shares.length > 0 ? (
        <ul className={styles.legend} aria-label={t('state.shareLabel')}>
          {shares.map(({ key, tone, text, destination }) => (
            <li key={key} title={destination}>
              <span className={`${styles.swatch} ${tone}`} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.source} title={traffic.about}>
        {t('state.readFrom', { about: traffic.about })}
      </p>
      {mirroredPercent > 0 || sticky ? (
        <div className={styles.figures}>
          {mirroredPercent > 0 ? (
            <Chip tone="info" icon={<RiFileCopyLine />}>
              {t('state.mirrored', { percent: mirroredPercent })}
            </Chip>
          ) : null}
          {sticky ? (
            <Chip tone="info" icon={<RiUserLine />}>
              {t('state.sticky')}
            </Chip>
          ) : null}
        </div>
      ) : null}
      {difference ? (
        <p className={styles.difference} title={difference.message}>
          <RiErrorWarningLine size={16} aria-hidden="true" />
          {t(`state.difference.${difference.code}` as MessageKey)}
        </p>
      ) : null}
    </div>
  );
}
