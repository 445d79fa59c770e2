import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  RunPlan,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import { failureOf, provisioningApiRef } from '../../api';
import { useAsking } from '../../hooks/useAsking';
import { useNotify } from '../../hooks/useNotify';
import { shortDigest } from '../../model/names';
import { countsOf } from '../../model/planCounts';
import { useTranslation } from '../../translation';
import { CommentField } from './CommentField';
import { ConfirmDialog } from './ConfirmDialog';
import styles from './dialogs.module.css';

/**
 * Approves or rejects exactly the plan that was on the screen when it was
 * opened: another one is not decided on without having been looked at.
 *
 * @param onChanged - told whenever the run is not what it was.
 * @internal
 */
export function DecideDialog(props: {
  decision: 'approve' | 'reject';
  run: RunView & { plan: RunPlan };
  onChanged: () => void;
  onClose: () => void;
}) {
  const { decision, run, onChanged, onClose } = props;
  const api = useApi(provisioningApiRef);
  const notify = useNotify();
  const { t, say } = useTranslation();
  const asking = useAsking();
  const [plan] = useState(run.plan);
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [refused, setRefused] = useState(false);
  const approving = decision === 'approve';
  const asked = approving ? plan.confirmation : null;
  const moved =
    refused ||
    (!asking.inFlight &&
      (run.phase !== 'awaiting-approval' || run.plan.digest !== plan.digest));

  const submit = () => {
    const commentMissing = !approving && comment.trim() === '';
    const typedWrong = asked !== null && typed.trim() !== asked;
    setMissing(commentMissing);
    setWrong(typedWrong);
    if (commentMissing || typedWrong) {
      return;
    }
    asking.submit(async () => {
      try {
        await api[decision](run.id, {
          digest: plan.digest,
          comment: comment.trim(),
          ...(asked === null ? {} : { confirmation: typed.trim() }),
        });
      } catch (error) {
        if (failureOf(error).kind !== 'conflict') {
          throw error;
        }
        setRefused(true);
        onChanged();
        return;
      }
      notify(t(`acting.done.${decision}`));
      onChanged();
      onClose();
    });
  };

  return (
    <ConfirmDialog
      question={t(`acting.question.${decision}`)}
      explanation={t(`acting.explain.${decision}`)}
      what={t('acting.what', {
        name: run.stackName,
        environment: run.environment,
      })}
      label={t(`acting.do.${decision}`)}
      destructive={!approving || plan.counts.delete + plan.counts.replace > 0}
      asking={asking}
      moved={moved ? onClose : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <p title={plan.digest}>
        {t('acting.exactly', {
          digest: shortDigest(plan.digest),
          number: run.number,
        })}
        {'. '}
        {plan.empty
          ? t('acting.nothing')
          : t('acting.would', {
              counts: countsOf(plan.counts)
                .map(({ words }) => say(words))
                .join(', '),
            })}
      </p>
      {approving && plan.stateful.length > 0 ? (
        <div>
          <p className={styles.wrong}>{t('acting.loses')}</p>
          <ul className={styles.losses}>
            {plan.stateful.map(address => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {asked === null ? null : (
        <div className={styles.field}>
          <TextField
            label={t('acting.type', { text: asked })}
            validationBehavior="aria"
            isRequired
            isInvalid={wrong}
            autoComplete="off"
            value={typed}
            onChange={text => {
              setTyped(text);
              setWrong(false);
            }}
          />
          {wrong ? (
            <span role="alert" className={styles.wrong}>
              {t('acting.typeWrong', { text: asked })}
            </span>
          ) : null}
        </div>
      )}
      <CommentField
        label={t('acting.comment')}
        value={comment}
        onChange={text => {
          setComment(text);
          setMissing(false);
        }}
        required={!approving}
        missing={missing}
      />
    </ConfirmDialog>
  );
}
