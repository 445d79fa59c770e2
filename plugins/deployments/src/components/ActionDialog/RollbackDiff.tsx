import { Alert, Button, Checkbox, Skeleton } from '@backstage/ui';
import type { ActionDialogModel } from '../../hooks/useActionDialog';
import { useTranslation } from '../../translation';
import { TemplateDiff } from '../TemplateDiff';
import styles from './ActionDialog.module.css';

/** What a rollback would change, before it is asked for. @internal */
export function RollbackDiff(props: { model: ActionDialogModel }) {
  const { preview, withoutPreview, setWithoutPreview, inFlight } = props.model;
  const { value, failure, loading, refresh } = preview;
  const { t } = useTranslation();
  return (
    <div aria-busy={loading}>
      <span className={styles.what}>{t('acting.diff.heading')}</span>
      {failure ? (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('acting.diff.failed', { message: failure.message })}
          description={t('acting.diff.failedHint')}
          customActions={
            <Button size="small" variant="tertiary" onPress={refresh}>
              {t('acting.diff.retry')}
            </Button>
          }
        />
      ) : null}
      {failure ? (
        <Checkbox
          isSelected={withoutPreview}
          onChange={setWithoutPreview}
          isDisabled={inFlight}
        >
          {t('acting.diff.without')}
        </Checkbox>
      ) : null}
      {!failure && !value ? (
        <div role="status">
          <span className={styles.muted}>{t('acting.diff.loading')}</span>
          <Skeleton width="100%" height={96} />
        </div>
      ) : null}
      {value && value.lines.length === 0 ? (
        <p role="status" className={styles.none}>
          {t('acting.diff.same')}
        </p>
      ) : null}
      {value && value.lines.length > 0 ? (
        <div>
          <TemplateDiff preview={value} />
        </div>
      ) : null}
    </div>
  );
}
