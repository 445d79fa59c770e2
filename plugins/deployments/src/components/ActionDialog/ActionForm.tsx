import { useId } from 'react';
import { Alert, Radio, RadioGroup, TextAreaField } from '@backstage/ui';
import type {
  ClusterStatus,
  DeploymentAction,
} from '@heal7/backstage-plugin-deployments-common';
import type { ActionDialogModel } from '../../hooks/useActionDialog';
import { consequences } from '../../model/consequences';
import { isStale } from '../../model/grouping';
import { imageVersion, parseImage } from '../../model/imageName';
import { rollbackChoices } from '../../model/revisions';
import { useTranslation } from '../../translation';
import { managerTool } from '../../model/manager';
import { RevisionChange } from '../RevisionChange';
import styles from './ActionDialog.module.css';

/** Characters that a reason may have. */
const REASON_LIMIT = 500;

/** What will happen, what to choose, what to beware of, and why it is done. @internal */
export function ActionForm(props: {
  action: DeploymentAction;
  cluster: ClusterStatus;
  editsSpec: boolean;
  model: ActionDialogModel;
}) {
  const { action, cluster, editsSpec, model } = props;
  const { t, say } = useTranslation();
  const { shown } = model;
  const { managedBy } = shown;
  const hintId = useId();
  return (
    <>
      {action === 'rollback' ? (
        <RadioGroup
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
      <TextAreaField
        label={t('action.reason')}
        aria-describedby={hintId}
        rows={2}
        maxLength={REASON_LIMIT}
        value={model.reason}
        onChange={model.setReason}
        isDisabled={model.inFlight}
      />
      {/* BUI's own description has too little contrast on dark. */}
      <span id={hintId} className={styles.hint}>
        {t('action.reasonHint', { count: model.reason.length })}
      </span>
    </>
  );
}
