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

/** Where requests really go, as read from what routes them. @internal */
export function TrafficSplit(props: { traffic: DeploymentTraffic }) {
  const { traffic } = props;
  const translation = useTranslation();
  const { t } = translation;
  const shares = traffic.shares.map(share => ({
    key: share.hash || share.destination,
    weight: share.weight,
    tone: TONES[share.role ?? ''] ?? styles.elsewhere,
    text: shareText(share, translation),
    destination: share.destination,
  }));
  const { difference } = traffic;
  return (
    <div className={styles.split}>
      <div
        role="img"
        aria-label={t('state.shareLabel', {
          shares: shares.map(({ text }) => text).join(', '),
        })}
        className={styles.shares}
      >
        {shares.map(({ key, weight, tone }) => (
          <div
            key={key}
            className={tone}
            style={{ inlineSize: `${weight}%` }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shares.map(({ key, tone, text, destination }) => (
          <li key={key} title={destination}>
            <span className={`${styles.swatch} ${tone}`} aria-hidden="true" />
            {text}
          </li>
        ))}
      </ul>
      <p className={styles.source} title={traffic.about}>
        {t('state.readFrom', { about: traffic.about })}
      </p>
      {traffic.mirroredPercent > 0 || traffic.sticky ? (
        <div className={styles.figures}>
          {traffic.mirroredPercent > 0 ? (
            <Chip tone="info" icon={<RiFileCopyLine />}>
              {t('state.mirrored', { percent: traffic.mirroredPercent })}
            </Chip>
          ) : null}
          {traffic.sticky ? (
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
