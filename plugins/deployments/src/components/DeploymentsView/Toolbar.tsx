import { useState } from 'react';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import {
  RiMore2Line,
  RiPulseLine,
  RiRefreshLine,
  RiSnowflakeLine,
  RiTimerLine,
} from '@remixicon/react';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import { POLL_MS } from '../../hooks/LiveDeployments';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { FreezesDialog } from '../FreezesDialog';
import type { FreezePlaces } from '../FreezesDialog';
import styles from './DeploymentsView.module.css';

const placesOf = ({ clusters, items }: EntityDeployments): FreezePlaces => ({
  clusters: clusters.map(({ name, title }) => ({ name, title })),
  environments: [
    ...new Set(items.flatMap(({ environment }) => environment ?? [])),
  ].sort(),
});

/** How much there is, how fresh it is, and a button to ask again. @internal */
export function Toolbar(props: {
  rollouts: number;
  deployments: EntityDeployments;
  pollMs: number;
  updatedAt: number | null;
  onRefresh: () => void;
}) {
  const { rollouts, deployments, pollMs, updatedAt, onRefresh } = props;
  const { t, language } = useTranslation();
  const [freezes, setFreezes] = useState(false);
  const polling = pollMs <= POLL_MS;
  return (
    <div className={styles.toolbar}>
      <span className={styles.summary}>
        {t('page.summary', {
          rollouts: t('page.rollouts', { count: rollouts }),
          clusters: t('page.clusters', { count: deployments.clusters.length }),
        })}
      </span>
      <span className={styles.freshness}>
        {polling ? (
          <Chip icon={<RiTimerLine />} title={t('page.pollingHint')}>
            {t('page.polling', { seconds: pollMs / 1000 })}
          </Chip>
        ) : (
          <Chip
            tone="success"
            icon={<RiPulseLine />}
            title={t('page.liveHint')}
          >
            {t('page.live')}
          </Chip>
        )}
        {updatedAt !== null ? (
          <span className={styles.muted}>
            {t('page.updated', {
              time: formatMoment(
                new Date(updatedAt).toISOString(),
                Date.now(),
                language,
              ),
            })}
          </span>
        ) : null}
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiRefreshLine />}
          aria-label={t('page.refresh')}
          onPress={onRefresh}
        />
        <MenuTrigger>
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiMore2Line />}
            aria-label={t('acting.freezes.menu')}
          />
          <Menu placement="bottom end">
            <MenuItem
              iconStart={<RiSnowflakeLine />}
              onAction={() => setFreezes(true)}
            >
              {t('acting.freezes.open')}
            </MenuItem>
          </Menu>
        </MenuTrigger>
      </span>
      {freezes ? (
        <FreezesDialog
          places={placesOf(deployments)}
          onChanged={onRefresh}
          onClose={() => setFreezes(false)}
        />
      ) : null}
    </div>
  );
}
