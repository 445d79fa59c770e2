import { useMemo, useState } from 'react';
import { Button, SearchField } from '@backstage/ui';
import type { ResourceChange } from '@heal7/backstage-plugin-provisioning-common';
import { planRows } from '../../model/planRows';
import { useTranslation } from '../../translation';
import { ResourceList } from './ResourceList';
import styles from './Plan.module.css';

/** Which rows are open: those named, or all but those named. */
interface Opened {
  all: boolean;
  except: ReadonlySet<string>;
}

/**
 * Changes of resources, to be searched and opened.
 *
 * @param stateful - addresses of those whose loss loses data.
 * @internal
 */
export function ResourceChanges(props: {
  changes: ResourceChange[];
  label: string;
  stateful?: readonly string[];
}) {
  const { changes, label, stateful = [] } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<Opened>({
    all: false,
    except: new Set(),
  });
  const rows = useMemo(() => planRows(changes, search), [changes, search]);
  const count = rows.filter(({ kind }) => kind === 'resource').length;
  const toggle = (address: string) =>
    setOpened(({ all, except }) => {
      const next = new Set(except);
      if (!next.delete(address)) {
        next.add(address);
      }
      return { all, except: next };
    });
  return (
    <div className={styles.plan}>
      <div className={styles.tools}>
        <SearchField
          className={styles.search}
          size="small"
          label={t('plan.search')}
          placeholder={t('plan.searchHint')}
          value={search}
          onChange={setSearch}
        />
        <Button
          size="small"
          variant="secondary"
          onPress={() => setOpened({ all: !opened.all, except: new Set() })}
        >
          {t(opened.all ? 'plan.collapseAll' : 'plan.expandAll')}
        </Button>
        <span role="status" className={styles.muted}>
          {t('plan.matches', { count })}
        </span>
      </div>
      {count === 0 ? (
        <p className={styles.muted}>{t('plan.noMatch')}</p>
      ) : (
        <ResourceList
          rows={rows}
          label={label}
          stateful={stateful}
          isOpen={address => opened.all !== opened.except.has(address)}
          onToggle={toggle}
        />
      )}
    </div>
  );
}
