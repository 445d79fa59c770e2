import type { ReactNode } from 'react';
import {
  RiCheckLine,
  RiCloseLine,
  RiLoader4Line,
  RiTimeLine,
} from '@remixicon/react';
import type {
  LogLine,
  ResourceChange,
} from '@heal7/backstage-plugin-provisioning-common';
import { progressCounts, progressOf } from '../../model/progress';
import type { ProgressState } from '../../model/progress';
import { useTranslation } from '../../translation';
import styles from './Log.module.css';

const ICONS: Record<ProgressState, ReactNode> = {
  waiting: <RiTimeLine size={14} />,
  working: <RiLoader4Line size={14} />,
  done: <RiCheckLine size={14} />,
  failed: <RiCloseLine size={14} />,
};

/** What somebody looks for comes first. */
const ORDER: ProgressState[] = ['failed', 'working', 'waiting', 'done'];

/** More than these nobody reads; the counts have them all. */
const MOST = 40;

/** How far the resources of an apply have come. @internal */
export function Progress(props: {
  changes: ResourceChange[];
  lines: LogLine[];
}) {
  const { t } = useTranslation();
  const progress = progressOf(props.changes, props.lines);
  if (progress.length === 0) {
    return null;
  }
  const counts = progressCounts(progress);
  const shown = [...progress]
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
    .slice(0, MOST);
  return (
    <div className={styles.log}>
      <p role="status" className={styles.muted}>
        {t('log.progressCounts', {
          done: counts.done,
          total: progress.length,
        })}
        {counts.failed > 0
          ? `, ${t('log.progressFailed', { count: counts.failed })}`
          : ''}
      </p>
      <ul className={styles.progress} aria-label={t('log.progress')}>
        {shown.map(({ address, state }) => (
          <li key={address}>
            <span
              className={
                { failed: styles.error, done: styles.done }[state as string]
              }
              aria-hidden="true"
            >
              {ICONS[state]}
            </span>
            <span>
              {t('log.resource', { address, state: t(`log.state.${state}`) })}
            </span>
          </li>
        ))}
      </ul>
      {progress.length > MOST ? (
        <p className={styles.muted}>
          {t('log.rest', { count: progress.length - MOST })}
        </p>
      ) : null}
    </div>
  );
}
