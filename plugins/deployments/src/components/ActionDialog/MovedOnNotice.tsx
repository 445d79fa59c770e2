import { Alert } from '@backstage/ui';
import type { MovedOn } from '../../hooks/useActionDialog';
import { weightView } from '../../model/weights';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import { PhaseChip } from '../PhaseChip';
import { RevisionChange } from '../RevisionChange';
import styles from './ActionDialog.module.css';

const FIELDS: Record<string, MessageKey> = {
  uid: 'field.uid',
  revisionHash: 'field.revisionHash',
  stepIndex: 'field.stepIndex',
  pausedAt: 'field.pausedAt',
  aborted: 'field.aborted',
  fingerprint: 'field.fingerprint',
};

/** Says that nothing was done, why, and how the rollout stands now. @internal */
export function MovedOnNotice(props: { movedOn: MovedOn }) {
  const { state, fields, message } = props.movedOn;
  const { t } = useTranslation();
  const { set, actual } = weightView(state);
  const why = fields.flatMap(field =>
    Object.hasOwn(FIELDS, field) ? [t(FIELDS[field])] : [],
  );
  return (
    <>
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('action.movedOn')}
        description={why.join('; ') || message}
      />
      <div className={styles.fresh}>
        <span>{t('action.movedOnHint')}</span>
        <div className={styles.line}>
          <PhaseChip state={state} />
          {state.step ? (
            <span>
              {state.step.index >= state.step.total
                ? t('step.allDone', { total: state.step.total })
                : t('step.position', {
                    current: state.step.index + 1,
                    total: state.step.total,
                  })}
            </span>
          ) : null}
          <span>{t('traffic.actual', { percent: actual })}</span>
          <span>{t('traffic.set', { percent: set })}</span>
        </div>
        <RevisionChange state={state} />
      </div>
    </>
  );
}
