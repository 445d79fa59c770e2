import { useMemo, useState } from 'react';
import { Alert, Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';
import { useWavePlans } from '../../hooks/useWavePlans';
import { waveGroups } from '../../model/waves';
import type { WaveGroup } from '../../model/waves';
import { useTranslation } from '../../translation';
import { CurrentPlan } from './CurrentPlan';
import { WaveOffer } from './WaveOffer';
import styles from './Waves.module.css';
import { WavesDialog } from './WavesDialog';

/**
 * The plan that promotes the entity's rollouts wave by wave, and the offer to
 * make one where a revision waits in several places. Nothing while there is
 * neither.
 *
 * @internal
 */
export function WavesPanel(props: {
  deployments: EntityDeployments;
  onChanged: () => void;
}) {
  const { deployments, onChanged } = props;
  const { entityRef, channels, clusters } = deployments;
  const { t } = useTranslation();
  const { value, failure, refresh } = useWavePlans(entityRef, channels);
  const groups = useMemo(() => waveGroups(deployments), [deployments]);
  const [opened, setOpened] = useState<WaveGroup | null>(null);
  const changed = () => {
    refresh();
    onChanged();
  };
  if (!value && !failure) {
    return groups.length > 0 ? (
      <div role="status">
        <VisuallyHidden>{t('waves.loading')}</VisuallyHidden>
        <Skeleton width="100%" height={48} />
      </div>
    ) : null;
  }
  const offers = value && !value.running ? groups : [];
  return (
    <div className={styles.panel}>
      {failure ? (
        <Alert
          role="alert"
          status={value ? 'warning' : 'danger'}
          icon
          title={t(value ? 'waves.refreshFailed' : 'waves.failed')}
          description={t('error.details', { message: failure.message })}
          customActions={
            <Button size="small" variant="secondary" onPress={refresh}>
              {t('error.retry')}
            </Button>
          }
        />
      ) : null}
      {value?.shown ? (
        <CurrentPlan
          // Another plan is another story.
          key={value.shown.id}
          plan={value.shown}
          clusters={clusters}
          onChanged={changed}
        />
      ) : null}
      {offers.map(group => (
        <WaveOffer
          key={group.key}
          group={group}
          onOpen={() => setOpened(group)}
        />
      ))}
      {opened ? (
        <WavesDialog
          opened={opened}
          live={groups.find(({ key }) => key === opened.key) ?? null}
          entityRef={entityRef}
          onStarted={changed}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </div>
  );
}
