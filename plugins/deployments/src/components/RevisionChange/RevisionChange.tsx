import { VisuallyHidden } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import type {
  DeploymentRevision,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { revisionPair, tellingImage } from '../../model/revisions';
import { useTranslation } from '../../translation';
import { ImageLabel } from '../ImageLabel';
import { RevisionOrigin } from '../RevisionOrigin';
import styles from './RevisionChange.module.css';

function Side(props: {
  revision: DeploymentRevision;
  beside: DeploymentRevision | null;
}) {
  const { revision, beside } = props;
  const { t } = useTranslation();
  const image = tellingImage(revision, beside);
  return (
    <div className={styles.side}>
      <span className={styles.role}>
        {revision.roles.map(role => t(`role.${role}`)).join(' · ')}
        {revision.revision > 0 ? ` #${revision.revision}` : ''}
      </span>
      {image ? (
        <ImageLabel image={image} withRepository />
      ) : (
        <span>{t('revision.none')}</span>
      )}
      <RevisionOrigin revision={revision} image={image} />
      {revision.images.length > 1 ? (
        <span className={styles.more} title={revision.images.join('\n')}>
          {t('revision.more', { count: revision.images.length - 1 })}
        </span>
      ) : null}
    </div>
  );
}

/** The revision that serves and, during a rollout, the one that follows it. @internal */
export function RevisionChange(props: { state: DeploymentState }) {
  const { t } = useTranslation();
  const { serving, next } = revisionPair(props.state);
  if (!serving && !next) {
    return <span>{t('revision.none')}</span>;
  }
  return (
    <div className={styles.change}>
      {serving ? <Side revision={serving} beside={next} /> : null}
      {serving && next ? (
        <span className={styles.arrow}>
          <RiArrowRightLine aria-hidden="true" />
          <VisuallyHidden>{t('revision.becomes')}</VisuallyHidden>
        </span>
      ) : null}
      {next ? <Side revision={next} beside={serving} /> : null}
    </div>
  );
}
