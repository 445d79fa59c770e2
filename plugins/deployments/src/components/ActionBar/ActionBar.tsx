import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Button,
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiArrowGoBackLine,
  RiMore2Line,
  RiPauseLine,
  RiPlayLine,
  RiRestartLine,
  RiRocketLine,
  RiSkipForwardLine,
  RiStopCircleLine,
} from '@remixicon/react';
import type {
  ClusterStatus,
  DeploymentAction,
  DeploymentView,
} from '@heal7/backstage-plugin-deployments-common';
import { useClockOffset } from '../../hooks/useServerNow';
import { actionChoices, primaryAction } from '../../model/actionChoices';
import { ACTION_LABEL, obstacleText } from '../../model/actionWords';
import { useTranslation } from '../../translation';
import { ActionDialog } from '../ActionDialog';
import styles from './ActionBar.module.css';

const ICONS: Record<DeploymentAction, ReactNode> = {
  promote: <RiPlayLine />,
  'promote-full': <RiRocketLine />,
  'skip-step': <RiSkipForwardLine />,
  pause: <RiPauseLine />,
  resume: <RiPlayLine />,
  abort: <RiStopCircleLine />,
  retry: <RiRestartLine />,
  restart: <RiRestartLine />,
  rollback: <RiArrowGoBackLine />,
};

/**
 * The next action as a button, and all of them in a menu. Impossible ones stay
 * reachable by keyboard and say why: a disabled item could not be read.
 *
 * @internal
 */
export function ActionBar(props: {
  view: DeploymentView;
  cluster: ClusterStatus;
}) {
  const { view, cluster } = props;
  const translation = useTranslation();
  const { t } = translation;
  const now = Date.now() + useClockOffset();
  const [open, setOpen] = useState<DeploymentAction | null>(null);
  const choices = actionChoices(view.state, view.access);
  const primary = primaryAction(choices);
  if (choices.length === 0) {
    return null;
  }
  return (
    <div className={styles.bar}>
      {primary ? (
        <Button
          size="small"
          variant="primary"
          onPress={() => setOpen(primary.action)}
        >
          {t(ACTION_LABEL[primary.action])}
        </Button>
      ) : null}
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiMore2Line />}
          aria-label={t('action.menu', {
            name: view.state.name,
            cluster: cluster.title,
          })}
        />
        <Menu
          placement="bottom end"
          onAction={key => setOpen(key as DeploymentAction)}
        >
          {choices.map(({ action, obstacle }) => {
            const why = obstacle
              ? obstacleText(obstacle, translation, now).what
              : '';
            const label = t(ACTION_LABEL[action]);
            return (
              <MenuItem
                key={action}
                id={action}
                textValue={label}
                iconStart={ICONS[action]}
              >
                {why ? (
                  <span className={styles.impossible}>
                    {label}
                    <VisuallyHidden>: </VisuallyHidden>
                    <span className={styles.why}>{why}</span>
                  </span>
                ) : (
                  <span className={styles[action] ?? ''}>{label}</span>
                )}
              </MenuItem>
            );
          })}
        </Menu>
      </MenuTrigger>
      {open ? (
        <ActionDialog
          action={open}
          view={view}
          cluster={cluster}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
