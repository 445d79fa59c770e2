import { Link, VisuallyHidden } from '@backstage/ui';
import type { DeploymentRevision } from '@heal7/backstage-plugin-deployments-common';
import { sourceLink } from '../../model/sourceLink';
import { useTranslation } from '../../translation';
import styles from './RevisionOrigin.module.css';

const SHORT = 8;

/**
 * Which image exactly runs, to copy, and what it was built from.
 *
 * @param image - the one of the revision's images that is shown.
 * @internal
 */
export function RevisionOrigin(props: {
  revision: DeploymentRevision;
  image: string;
}) {
  const { revision, image } = props;
  const { t } = useTranslation();
  const digest = revision.digests[revision.images.indexOf(image)] ?? '';
  const { source } = revision;
  const href = source && sourceLink(source);
  const commit =
    source &&
    t('state.source', {
      commit: source.commit.slice(0, SHORT) || source.repository,
    });
  if (!digest && !source) {
    return null;
  }
  return (
    <span className={styles.origin}>
      {digest ? (
        <button
          type="button"
          className={styles.digest}
          title={digest}
          onClick={() => navigator.clipboard?.writeText(digest)}
        >
          {t('state.digest', {
            digest: digest.replace(/^sha256:/, '').slice(0, SHORT),
          })}
          <VisuallyHidden>, {t('copyText', { text: digest })}</VisuallyHidden>
        </button>
      ) : null}
      {href ? (
        <Link href={href} target="_blank" rel="noreferrer">
          {commit}
        </Link>
      ) : null}
      {source && !href ? <span>{commit}</span> : null}
    </span>
  );
}
