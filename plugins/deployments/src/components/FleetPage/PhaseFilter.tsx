import type { ReactNode } from 'react';
import type {
  DeploymentPhase,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';
import { RiAlarmWarningLine, RiGhostLine, RiUserLine } from '@remixicon/react';
import type { FleetFilterState } from '../../hooks/useFleetFilters';
import { useTranslation } from '../../translation';
import { PhaseIcon } from '../PhaseChip';
import styles from './FleetPage.module.css';

/** What needs a look comes first. */
const PHASES: DeploymentPhase[] = [
  'degraded',
  'paused',
  'progressing',
  'healthy',
  'unknown',
];

function Toggle(props: {
  on: boolean;
  icon: ReactNode;
  label: string;
  count?: number;
  title?: string;
  onToggle: () => void;
}) {
  const { on, icon, label, count, title, onToggle } = props;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-pressed={on}
      title={title}
      onClick={onToggle}
    >
      <span className={styles.toggleIcon} aria-hidden="true">
        {icon}
      </span>
      {label}
      {count === undefined ? null : (
        <span className={styles.toggleCount}>{count}</span>
      )}
    </button>
  );
}

/** How many there are in each phase; a press shows only those. @internal */
export function PhaseFilter(props: {
  state: FleetFilterState;
  summary: FleetSummary | null;
}) {
  const { state, summary } = props;
  const { filters, change } = state;
  const { t, language } = useTranslation();
  const chosen = filters.phase ?? [];
  const group = t('fleet.phases');
  const flip = (phase: DeploymentPhase) => {
    const next = chosen.includes(phase)
      ? chosen.filter(one => one !== phase)
      : [...chosen, phase];
    change({ phase: next.length > 0 ? next : undefined });
  };
  return (
    <div
      role="group"
      aria-label={group}
      lang={language}
      className={styles.toggles}
    >
      <Toggle
        on={Boolean(filters.attention)}
        icon={<RiAlarmWarningLine />}
        label={t('fleet.attention')}
        count={summary?.attention}
        onToggle={() => change({ attention: !filters.attention || undefined })}
      />
      {PHASES.map(phase => (
        <Toggle
          key={phase}
          on={chosen.includes(phase)}
          icon={<PhaseIcon phase={phase} />}
          label={t(`phase.${phase}`)}
          count={summary?.phases[phase]}
          onToggle={() => flip(phase)}
        />
      ))}
      <Toggle
        on={Boolean(filters.mine)}
        icon={<RiUserLine />}
        label={t('fleet.mine')}
        onToggle={() => change({ mine: !filters.mine || undefined })}
      />
      {summary?.mayReadUnmapped || filters.unmapped ? (
        <Toggle
          on={Boolean(filters.unmapped)}
          icon={<RiGhostLine />}
          label={t('fleet.unmapped')}
          title={t('fleet.unmappedHint')}
          onToggle={() => change({ unmapped: !filters.unmapped || undefined })}
        />
      ) : null}
    </div>
  );
}
