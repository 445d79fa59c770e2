import { useState } from 'react';
import { Link } from '@backstage/ui';
import type {
  DeploymentState,
  RevisionChanges,
  RevisionCommit,
} from '@heal7/backstage-plugin-deployments-common';
import { useDeploymentActions } from '../../hooks/deploymentActions';
import { useLoaded } from '../../hooks/useLoaded';
import { useClockOffset } from '../../hooks/useServerNow';
import { targetOf } from '../../model/replaceState';
import { webAddress } from '../../model/sourceLink';
import { formatMoment } from '../../model/time';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import styles from './Changes.module.css';

/** As much of a commit's name as people read. */
const SHA_LENGTH = 8;

function Commit(props: { commit: RevisionCommit }) {
  const { sha, title, author, at, url, pullRequest } = props.commit;
  const { t, language } = useTranslation();
  const now = Date.now() + useClockOffset();
  const href = webAddress(url);
  const short = sha.slice(0, SHA_LENGTH);
  return (
    <li className={styles.commit}>
      <span className={styles.title}>{title}</span>
      <span className={styles.muted}>
        {href ? (
          <Link href={href} target="_blank" rel="noreferrer" title={sha}>
            {short}
          </Link>
        ) : (
          <span title={sha}>{short}</span>
        )}
        {' · '}
        {at
          ? t('versions.by', { author, time: formatMoment(at, now, language) })
          : t('versions.byWhom', { author })}
        {pullRequest === null
          ? ''
          : ` · ${t('versions.pullRequest', { number: pullRequest })}`}
      </span>
    </li>
  );
}

function Answer(props: { changes: RevisionChanges }) {
  const { commits, totalCommits, unavailable, compareUrl } = props.changes;
  const { t } = useTranslation();
  const compare = compareUrl && webAddress(compareUrl);
  return (
    <>
      {unavailable ? (
        <p className={styles.quiet} title={unavailable.message}>
          {t(`versions.unavailable.${unavailable.code}` as MessageKey)}
        </p>
      ) : null}
      {!unavailable && commits.length === 0 ? (
        <p className={styles.quiet}>{t('versions.none')}</p>
      ) : null}
      {commits.length > 0 ? (
        <ul className={styles.commits} aria-label={t('versions.list')}>
          {commits.map(commit => (
            <Commit key={commit.sha} commit={commit} />
          ))}
        </ul>
      ) : null}
      {totalCommits > commits.length ? (
        <p className={styles.quiet}>
          {t('versions.shown', { shown: commits.length, total: totalCommits })}
        </p>
      ) : null}
      {compare ? (
        <Link href={compare} target="_blank" rel="noreferrer">
          {t('versions.compare')}
        </Link>
      ) : null}
    </>
  );
}

/** What the revision being rolled out brings, asked for when it is opened. @internal */
export function Changes(props: { state: DeploymentState }) {
  const { state } = props;
  const { t } = useTranslation();
  const { readChanges } = useDeploymentActions();
  const [open, setOpen] = useState(false);
  const target = targetOf(state);
  const { value, failure } = useLoaded(
    open ? JSON.stringify([target, state.basis.revisionHash]) : null,
    signal => readChanges(target, signal),
  );
  return (
    <details
      className={styles.changes}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>{t('versions.changes')}</summary>
      {open && !value ? (
        <p role="status" className={styles.quiet}>
          {failure
            ? t('versions.failed', { message: failure.message })
            : t('versions.loading')}
        </p>
      ) : null}
      {value ? <Answer changes={value} /> : null}
    </details>
  );
}
