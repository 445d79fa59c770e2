import { Button, Select } from '@backstage/ui';
import { RiUserLine } from '@remixicon/react';
import type {
  StackPhase,
  StacksSummary,
} from '@heal7/backstage-plugin-provisioning-common';
import { STACK_PHASES } from '../../api';
import type { StackFilterState } from '../../hooks/useStackFilters';
import { refName } from '../../model/names';
import { useTranslation } from '../../translation';
import { DelayedSearch } from '../DelayedSearch';
import styles from './Stacks.module.css';

/** A select has no empty choice; no name is this. */
const ALL = '*';

function Choice(props: {
  label: string;
  all: string;
  values: string[];
  value: string | undefined;
  nameOf?: (value: string) => string;
  onChange: (value: string | undefined) => void;
}) {
  const { label, all, values, value, nameOf = one => one, onChange } = props;
  // A link may name one that is not in the list.
  const known = value && !values.includes(value) ? [...values, value] : values;
  return (
    <Select
      size="small"
      label={label}
      options={[
        { value: ALL, label: all },
        ...known.map(one => ({ value: one, label: nameOf(one) })),
      ]}
      value={value ?? ALL}
      onChange={key => onChange(key === ALL ? undefined : String(key))}
    />
  );
}

/** Everything that narrows the table, with how many there are of each phase. @internal */
export function FilterBar(props: {
  state: StackFilterState;
  summary: StacksSummary | null;
  environments: string[];
  owners: string[];
}) {
  const { state, summary, environments, owners } = props;
  const { filters, count, change, clear } = state;
  const { t } = useTranslation();
  const shown = STACK_PHASES.filter(
    phase => phase === filters.phase || (summary?.phases[phase] ?? 0) > 0,
  );
  const flip = (phase: StackPhase) =>
    change({ phase: filters.phase === phase ? undefined : phase });
  return (
    <>
      <div
        role="group"
        aria-label={t('stacks.phases')}
        className={styles.phases}
      >
        {shown.map(phase => (
          <button
            key={phase}
            type="button"
            className={styles.toggle}
            aria-pressed={filters.phase === phase}
            onClick={() => flip(phase)}
          >
            {t(`phase.${phase}`)}
            <span className={styles.count}>{summary?.phases[phase] ?? 0}</span>
          </button>
        ))}
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={Boolean(filters.mine)}
          onClick={() => change({ mine: filters.mine ? undefined : true })}
        >
          <RiUserLine size={16} aria-hidden="true" />
          {t('stacks.mine')}
        </button>
      </div>
      <div
        role="group"
        aria-label={t('stacks.filters')}
        className={styles.filters}
      >
        <DelayedSearch
          label={t('stacks.search')}
          placeholder={t('stacks.searchHint')}
          value={filters.text ?? ''}
          onSettled={text => change({ text: text || undefined }, 'replace')}
        />
        <Choice
          label={t('stacks.column.environment')}
          all={t('stacks.allEnvironments')}
          values={environments}
          value={filters.environment}
          onChange={environment => change({ environment })}
        />
        <Choice
          label={t('stacks.column.owner')}
          all={t('stacks.allOwners')}
          values={owners}
          value={filters.owner}
          nameOf={refName}
          onChange={owner => change({ owner })}
        />
        {count > 0 ? (
          <Button size="small" variant="tertiary" onPress={clear}>
            {t('stacks.clear')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
