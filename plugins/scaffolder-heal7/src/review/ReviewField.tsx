import { Alert, Button, Skeleton } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { answersOf } from '../fields/answers';
import { FieldGroup } from '../fields/FieldGroup';
import { useWizardTemplate } from '../routing';
import { useWords } from '../translation/words';
import { bytesOf, formatBytes } from './fileSize';
import { Files } from './Files';
import type { ReviewFailure } from './failure';
import type { ReviewOptions } from './reviewField';
import { useReview } from './useReview';
import type { ReviewState } from './useReview';
import styles from './ReviewField.module.css';

/** How far the rendering is, and what can be done about it. */
function Bar({ state }: { state: ReviewState }) {
  const { t, language } = useWords();
  const { review, running, cancelled, stale, refresh, cancel } = state;
  const said = [
    ...(running ? [t('review.running')] : []),
    ...(cancelled ? [t('review.cancelled')] : []),
    ...(!running && !stale && review
      ? [
          t('review.summary', {
            count: review.files.length,
            size: formatBytes(
              review.files.reduce(
                (sum, file) => sum + bytesOf(file.content),
                0,
              ),
              language,
            ),
          }),
        ]
      : []),
  ];
  return (
    <div className={styles.bar}>
      <div role="status">
        <p className={styles.state}>{said.join(' ')}</p>
        {stale && (
          <p className={`${styles.state} ${styles.warning}`}>
            {t('review.stale')}
          </p>
        )}
      </div>
      {running ? (
        <Button variant="secondary" size="small" onPress={cancel}>
          {t('review.cancel')}
        </Button>
      ) : (
        <Button variant="secondary" size="small" onPress={refresh}>
          {t('review.refresh')}
        </Button>
      )}
    </div>
  );
}

function Failure({ failure }: { failure: ReviewFailure }) {
  const { t } = useWords();
  return (
    <Alert
      role="alert"
      status={failure.refused ? 'danger' : 'warning'}
      icon
      title={t(failure.title)}
      description={[
        t('field.reason', { message: failure.message }),
        ...(failure.hint ? [t(failure.hint)] : []),
      ].join(' ')}
    />
  );
}

/** The files that the wizard will create, before it does. */
export function ReviewField(
  props: FieldExtensionComponentProps<unknown, ReviewOptions>,
) {
  const { schema, idSchema, name } = props;
  const { t } = useWords();
  const inWizard = useWizardTemplate();
  const templateRef = inWizard ?? props.uiSchema['ui:options']?.template;
  // Its own place in the answers says nothing about the service.
  const answers = { ...answersOf(props), [name]: undefined };
  const state = useReview(templateRef, answers);
  const { review, failure, running, stale } = state;
  const errors = review?.log.filter(({ level }) => level === 'error') ?? [];

  return (
    <FieldGroup
      id={idSchema?.$id}
      title={schema.title ?? t('review.title')}
      description={schema.description ?? t('review.description')}
    >
      {templateRef ? (
        <Bar state={state} />
      ) : (
        <Alert status="info" icon description={t('review.noTemplate')} />
      )}
      {failure && <Failure failure={failure} />}
      {errors.length > 0 && (
        <Alert
          status="warning"
          icon
          title={t('review.log')}
          description={
            <ul className={styles.log}>
              {errors.map(({ message }, index) => (
                <li key={index}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
      {running && !review && <Skeleton width="100%" height={240} />}
      {review?.files.length === 0 && (
        <Alert status="info" icon description={t('review.noFiles')} />
      )}
      {review && review.files.length > 0 && (
        <Files files={review.files} stale={stale} />
      )}
    </FieldGroup>
  );
}
