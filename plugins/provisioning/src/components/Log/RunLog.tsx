import { useMemo, useState } from 'react';
import { Button, SearchField, Switch } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import { useLogDownload } from '../../hooks/useLogDownload';
import type { RunLog as Log } from '../../hooks/useRunLog';
import { logRows } from '../../model/logWindow';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { LogRows } from './LogRows';
import { Summary } from './Summary';
import styles from './Log.module.css';

/** A run's log: live, searched, saved. @internal */
export function RunLog(props: { run: RunView; log: Log }) {
  const { run, log } = props;
  const { window, loading, failure } = log;
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [follow, setFollow] = useState(true);
  const saving = useLogDownload(run);
  const rows = useMemo(() => logRows(window, search), [window, search]);
  const searching = search.trim() !== '';
  return (
    <div className={styles.log}>
      <div className={styles.tools}>
        <SearchField
          className={styles.search}
          size="small"
          label={t('log.search')}
          value={search}
          onChange={setSearch}
        />
        <Switch
          label={t('log.follow')}
          isSelected={follow}
          onChange={setFollow}
        />
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          isPending={saving.inFlight}
          onPress={saving.download}
        >
          {t(saving.inFlight ? 'log.downloading' : 'log.download')}
        </Button>
      </div>
      {failure ?? saving.failure ? (
        <FailureAlert
          failure={(failure ?? saving.failure)!}
          title={t('log.failed')}
          outdated={window.lines.length > 0}
          onRetry={failure ? log.readOn : saving.download}
        />
      ) : null}
      {searching ? (
        <p role="status" className={styles.muted}>
          {t(rows.length === 0 ? 'log.noMatch' : 'log.found', {
            count: rows.length,
          })}{' '}
          {window.start > 0 ? t('log.searchLoaded') : null}
        </p>
      ) : null}
      {rows.length === 0 && !searching ? (
        <p className={styles.muted}>{t(loading ? 'loading' : 'log.empty')}</p>
      ) : (
        <LogRows
          rows={rows}
          label={t('log.lines', { number: run.number })}
          busy={loading}
          follow={follow && !searching}
          onFollow={setFollow}
          onEarlier={log.readEarlier}
        />
      )}
      <Summary count={window.next} complete={window.complete} />
    </div>
  );
}
