import { Alert, Radio, RadioGroup } from '@backstage/ui';
import type {
  ActionNote,
  ClusterStatus,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type { ActionDialogModel } from '../../hooks/useActionDialog';
import { noteText } from '../../model/actionWords';
import { consequences } from '../../model/consequences';
import { isStale } from '../../model/grouping';
import { imageVersion, parseImage } from '../../model/imageName';
import { rollbackChoices } from '../../model/revisions';
import { useTranslation } from '../../translation';
import { managerTool } from '../../model/manager';
import { ReasonField } from '../ReasonField';
import { RevisionChange } from '../RevisionChange';
import { RollbackDiff } from './RollbackDiff';
import styles from './ActionDialog.module.css';

/** What will happen, what to choose, what to beware of, and why it is done. @internal */
export function ActionForm(props: {
  action: DeploymentAction;
  cluster: ClusterStatus;
  editsSpec: boolean;
  note: ActionNote | null;
  reasonRequired: boolean;
  model: ActionDialogModel;
}) {
  const { action, cluster, editsSpec, note, reasonRequired, model } = props;
  const translation = useTranslation();
  const { t, say } = translation;
  const { shown } = model;
  const { managedBy } = shown;
  return (
    <>
      {action === 'rollback' ? (
        <RadioGroup
          className={styles.choices}
          label={t('action.revisionChoice')}
          value={model.revisionHash ?? ''}
          onChange={model.chooseRevision}
          isDisabled={model.inFlight}
        >
          {rollbackChoices(shown).map(revision => (
            <Radio key={revision.hash} value={revision.hash}>
              <span className={styles.revision}>
                {imageVersion(parseImage(revision.images[0] ?? revision.hash))}
              </span>
              <span className={styles.muted}>
                {t(`role.${revision.role}`)}
                {revision.revision > 0
                  ? ` · ${t('revision.number', { number: revision.revision })}`
                  : ''}
                {` · ${revision.hash}`}
              </span>
            </Radio>
          ))}
        </RadioGroup>
      ) : (
        <RevisionChange state={shown} />
      )}
      <div>
        <span className={styles.what}>{t('action.what')}</span>
        <ul className={styles.consequences}>
          {consequences(action, shown, model.revisionHash).map(phrase => (
            <li key={phrase.key}>{say(phrase)}</li>
          ))}
        </ul>
      </div>
      {action === 'rollback' ? <RollbackDiff model={model} /> : null}
      {note ? (
        <Alert status="warning" icon title={noteText(note, translation)} />
      ) : null}
      {editsSpec && managedBy ? (
        <Alert
          status="warning"
          icon
          title={t('action.managed', {
            tool: managerTool(managedBy),
            name: managedBy.name,
          })}
        />
      ) : null}
      {isStale(cluster) ? (
        <Alert status="warning" icon title={t('action.stale')} />
      ) : null}
      <ReasonField
        label={t(reasonRequired ? 'acting.reason' : 'action.reason')}
        value={model.reason}
        onChange={model.setReason}
        required={reasonRequired}
        missing={model.reasonMissing ? t('acting.reasonMissing') : null}
        isDisabled={model.inFlight}
      />
    </>
  );
}
