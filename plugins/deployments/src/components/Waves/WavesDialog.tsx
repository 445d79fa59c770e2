import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Radio,
  RadioGroup,
} from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { WaveAction } from '@heal7/backstage-plugin-deployments-common';
import { deploymentsApiRef } from '../../api';
import { useNotify } from '../../hooks/useNotify';
import { useClockOffset } from '../../hooks/useServerNow';
import { useWavesDialog } from '../../hooks/useWavesDialog';
import { obstacleText } from '../../model/actionWords';
import { isStale } from '../../model/grouping';
import { waveObstacle, waveSummary } from '../../model/waves';
import type { WaveGroup } from '../../model/waves';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { ReasonField } from '../ReasonField';
import theme from '../theme.module.css';
import { WaveEditor } from './WaveEditor';
import styles from './Waves.module.css';

const WORDS: Record<WaveAction, { name: MessageKey; hint: MessageKey }> = {
  promote: { name: 'waves.promote', hint: 'waves.promoteHint' },
  'promote-full': { name: 'waves.promoteFull', hint: 'waves.promoteFullHint' },
};

/**
 * Puts a plan together and has it started.
 *
 * @param live - the group as it is now; null when it is none any more.
 * @internal
 */
export function WavesDialog(props: {
  opened: WaveGroup;
  live: WaveGroup | null;
  entityRef: string;
  onStarted: () => void;
  onClose: () => void;
}) {
  const { opened, live, entityRef, onStarted, onClose } = props;
  const translation = useTranslation();
  const { t, say, language } = translation;
  const api = useApi(deploymentsApiRef);
  const notify = useNotify();
  const now = Date.now() + useClockOffset();
  const model = useWavesDialog(
    opened,
    live,
    body => api.startWavePlan(parseEntityRef(entityRef), body),
    () => {
      notify(t('waves.started', { version: opened.version }));
      onStarted();
      onClose();
    },
  );
  const { shown, action, waves, left, movedOn, failure, inFlight } = model;
  const list = (labels: string[]) =>
    new Intl.ListFormat(language).format(labels);
  const labelOf = (key: string) =>
    shown.members.find(member => member.key === key)?.label ?? key;
  const fresh = movedOn.length === 0;
  const possible = fresh && waves.length > 0;

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && !inFlight && onClose()}
      isDismissable={!inFlight}
      isKeyboardDismissDisabled={inFlight}
      width="min(640px, calc(100vw - 32px))"
    >
      <DialogHeader>
        {t('waves.title', { version: shown.version })}
      </DialogHeader>
      <DialogBody>
        <div className={`${theme.theme} ${styles.body}`}>
          <p className={styles.muted}>{t('waves.what')}</p>
          {fresh ? null : (
            <Alert
              role="alert"
              status="warning"
              icon
              title={t('waves.movedOn')}
              description={
                live
                  ? t('waves.movedOnHint', {
                      places: list(movedOn.map(({ label }) => label)),
                    })
                  : t('waves.nothingLeft')
              }
            />
          )}
          {fresh && waves.length === 0 ? (
            <Alert status="info" icon title={t('waves.none')} />
          ) : null}
          {possible ? (
            <>
              <RadioGroup
                label={t('waves.action')}
                value={action}
                onChange={value => model.choose(value as WaveAction)}
                isDisabled={inFlight}
              >
                {model.actions.map(each => (
                  <Radio key={each} value={each}>
                    <span>
                      {t(WORDS[each].name)}
                      <span className={styles.hint}>{t(WORDS[each].hint)}</span>
                    </span>
                  </Radio>
                ))}
              </RadioGroup>
              <WaveEditor model={model} />
            </>
          ) : null}
          {fresh && left.length > 0 ? (
            <div>
              <span className={styles.heading}>{t('waves.left')}</span>
              <ul className={styles.left}>
                {left.map(({ key, label, view }) => {
                  const obstacle = waveObstacle(view, action);
                  const text =
                    obstacle && obstacleText(obstacle, translation, now);
                  return (
                    <li key={key}>
                      <strong>{label}</strong>
                      {text ? `: ${text.what} ${text.next}` : null}
                    </li>
                  );
                })}
              </ul>
            </div>
          ) : null}
          {possible ? (
            <>
              <div>
                <span className={styles.heading}>
                  {t('waves.summaryHeading')}
                </span>
                {model.invalid.length === 0 ? (
                  <ol className={styles.summary} aria-live="polite">
                    {waveSummary(waves, keys => list(keys.map(labelOf))).map(
                      (phrase, index) => (
                        <li key={index}>{say(phrase)}</li>
                      ),
                    )}
                  </ol>
                ) : null}
              </div>
              {shown.members.some(({ cluster }) => isStale(cluster)) ? (
                <Alert status="warning" icon title={t('action.stale')} />
              ) : null}
              <ReasonField
                label={t(
                  model.reasonRequired ? 'acting.reason' : 'action.reason',
                )}
                value={model.reason}
                onChange={model.setReason}
                required={model.reasonRequired}
                missing={model.reasonMissing ? t('acting.reasonMissing') : null}
                isDisabled={inFlight}
              />
            </>
          ) : null}
          {failure ? (
            <Alert
              role="alert"
              status="danger"
              icon
              title={
                failure.kind === 'network'
                  ? t('waves.startUnknown')
                  : t('waves.startFailed', { message: failure.message })
              }
            />
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={inFlight} onPress={onClose}>
          {t(possible ? 'action.cancel' : 'action.close')}
        </Button>
        {!fresh && live ? (
          <Button variant="primary" onPress={model.reviewAgain}>
            {t('action.reviewAgain')}
          </Button>
        ) : null}
        {possible ? (
          <Button
            variant="primary"
            isPending={inFlight}
            isDisabled={model.invalid.length > 0}
            onPress={model.submit}
          >
            {t('waves.start')}
          </Button>
        ) : null}
      </DialogFooter>
    </Dialog>
  );
}
