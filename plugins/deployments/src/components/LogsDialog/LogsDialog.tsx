import { useEffect, useRef, useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  Select,
  Switch,
} from '@backstage/ui';
import type {
  ClusterStatus,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { usePodLog } from '../../hooks/usePodLog';
import { podCondition } from '../../model/pods';
import { targetOf } from '../../model/replaceState';
import { useTranslation } from '../../translation';
import { CopyButton } from '../CopyButton';
import theme from '../theme.module.css';
import { LogFailure } from './LogFailure';
import styles from './LogsDialog.module.css';

const TAILS = ['100', '500', '2000'];

/**
 * The newest lines of what a pod's container has written. Read only.
 *
 * @internal
 */
export function LogsDialog(props: {
  state: DeploymentState;
  cluster: ClusterStatus;
  onClose: () => void;
}) {
  const { state, cluster, onClose } = props;
  const { t } = useTranslation();
  const pods = state.revisions.flatMap(revision => revision.pods);
  const [podName, setPodName] = useState(pods[0]?.name ?? '');
  const [chosen, setContainer] = useState('');
  const [tail, setTail] = useState(TAILS[0]);
  const [wrap, setWrap] = useState(true);
  const containers = pods.find(p => p.name === podName)?.containers ?? [];
  const container = containers.includes(chosen) ? chosen : containers[0] ?? '';
  const log = usePodLog(
    podName && container
      ? {
          target: targetOf(state),
          pod: podName,
          container,
          tailLines: Number(tail),
        }
      : null,
  );
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [log.text]);

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width="min(960px, calc(100vw - 32px))"
      height="min(720px, calc(100vh - 64px))"
    >
      <DialogHeader>
        {t('logs.title')}: {state.name}, {cluster.title}
      </DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <div className={styles.controls}>
            <Select
              className={styles.pod}
              label={t('logs.pod')}
              options={pods.map(pod => ({
                value: pod.name,
                label: `${pod.name} (${t(
                  `pods.condition.${podCondition(pod)}`,
                )})`,
              }))}
              value={podName}
              onChange={key => setPodName(String(key))}
            />
            <Select
              label={t('logs.container')}
              options={containers.map(name => ({ value: name, label: name }))}
              value={container}
              onChange={key => setContainer(String(key))}
            />
            <Select
              label={t('logs.lines')}
              options={TAILS.map(lines => ({ value: lines, label: lines }))}
              value={tail}
              onChange={key => setTail(String(key))}
            />
          </div>
          <div className={styles.buttons}>
            <Button
              variant="secondary"
              isPending={log.loading}
              onPress={log.refresh}
            >
              {t('logs.refresh')}
            </Button>
            <CopyButton
              text={log.text}
              label={t('logs.copy')}
              copied={t('logs.copied')}
            />
            <Switch
              label={t('logs.wrap')}
              isSelected={wrap}
              onChange={setWrap}
            />
          </div>
          {pods.length === 0 ? <p>{t('logs.noPods')}</p> : null}
          {log.failure ? (
            <LogFailure
              failure={log.failure}
              pod={podName}
              container={container}
              onRetry={log.refresh}
            />
          ) : (
            <pre
              ref={box}
              className={`${styles.log} ${wrap ? styles.wrap : ''}`}
              // Keyboards can only scroll what they can focus.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              role="log"
              aria-live="off"
              aria-busy={log.loading}
              aria-label={t('logs.text', { pod: podName, container })}
            >
              {log.text || (log.loading ? t('logs.loading') : t('logs.empty'))}
            </pre>
          )}
        </div>
      </DialogBody>
    </Dialog>
  );
}
