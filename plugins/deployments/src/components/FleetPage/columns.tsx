import type { ReactNode } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { RiArrowRightLine, RiCloudOffLine, RiSortDesc } from '@remixicon/react';
import type {
  FleetRow,
  FleetSort,
} from '@heal7/backstage-plugin-deployments-common';
import { explanationText } from '../../model/explanation';
import { truncateMiddle } from '../../model/imageName';
import { refName, rolloutProgress, versionChange } from '../../model/fleetRow';
import { useTranslation } from '../../translation';
import { Ago } from '../Ago';
import { Chip } from '../Chip';
import { Countdown } from '../Countdown';
import { PhaseChip } from '../PhaseChip';
import { WeightBar } from '../TrafficBar';
import styles from './FleetPage.module.css';

function Phase(props: { row: FleetRow; moved: boolean }) {
  const { row, moved } = props;
  const { t } = useTranslation();
  return (
    <>
      <PhaseChip state={row} />
      {row.stale ? (
        <Chip icon={<RiCloudOffLine />} title={t('fleet.staleHint')}>
          {t('fleet.stale')}
        </Chip>
      ) : null}
      {moved ? (
        <span className={styles.movedMark} title={t('fleet.movedRow')}>
          <RiSortDesc size={14} aria-hidden="true" />
          <VisuallyHidden>{t('fleet.movedRow')}</VisuallyHidden>
        </span>
      ) : null}
    </>
  );
}

function Where(props: { row: FleetRow; title: string }) {
  const { row, title } = props;
  const { target, environment } = row;
  return (
    <>
      <span className={styles.line} title={target.cluster}>
        {truncateMiddle(title, 26)}
      </span>
      {environment ? <span className={styles.muted}>{environment}</span> : null}
    </>
  );
}

function Version(props: { row: FleetRow }) {
  const { t } = useTranslation();
  const { from, to, images } = versionChange(props.row);
  if (!to) {
    return <span className={styles.muted}>{t('revision.none')}</span>;
  }
  return (
    <span className={styles.version} title={images}>
      {from ? (
        <>
          <span>{truncateMiddle(from, 14)}</span>
          <RiArrowRightLine size={12} aria-hidden="true" />
          <VisuallyHidden>{t('revision.becomes')}</VisuallyHidden>
        </>
      ) : null}
      <strong>{truncateMiddle(to, from ? 14 : 24)}</strong>
    </span>
  );
}

function Traffic(props: { row: FleetRow }) {
  const { row } = props;
  const { t } = useTranslation();
  const progress = rolloutProgress(row);
  if (!progress) {
    return null;
  }
  return (
    <>
      <span className={styles.weight}>
        <WeightBar set={progress.set} actual={progress.actual} />
        <span className={styles.percent}>{progress.actual}%</span>
      </span>
      {progress.step ? (
        <span className={styles.muted}>
          {t('step.position', {
            current: progress.step.index + 1,
            total: progress.step.total,
          })}
        </span>
      ) : null}
    </>
  );
}

function Why(props: { row: FleetRow }) {
  const { explanation, message, pause, phase, stale } = props.row;
  const translation = useTranslation();
  const said = explanation
    ? explanationText(explanation, translation, Date.now())
    : null;
  const text = said?.text ?? (phase === 'healthy' ? '' : message);
  return (
    <>
      {text ? (
        <span className={styles.why} title={said?.said || text}>
          {text}
        </span>
      ) : null}
      {pause?.endsAt && !stale ? (
        <span className={styles.muted}>
          <Countdown endsAt={pause.endsAt} />
        </span>
      ) : null}
    </>
  );
}

function Owner(props: { row: FleetRow }) {
  const owners = [
    ...new Set(props.row.entities.flatMap(entity => entity.owners)),
  ];
  return (
    <span className={styles.line} title={owners.join('\n')}>
      {owners.map(refName).join(', ')}
    </span>
  );
}

/** @internal */
export type ColumnId =
  | 'phase'
  | 'name'
  | 'cluster'
  | 'version'
  | 'traffic'
  | 'why'
  | 'owner'
  | 'changed';

/** What a row does not know of itself. @internal */
export interface RowContext {
  clusterTitle: string;
  /** Whether it is no longer in its place. */
  moved: boolean;
}

/** @internal */
export interface Column {
  id: ColumnId;
  /** What a press on its heading sorts by. */
  sort?: FleetSort;
  /** The name's cell is drawn by the row: it is what leads on. */
  cell?: (row: FleetRow, about: RowContext) => ReactNode;
}

/** @internal */
export const COLUMNS: Column[] = [
  {
    id: 'phase',
    sort: 'phase',
    cell: (row, { moved }) => <Phase row={row} moved={moved} />,
  },
  { id: 'name', sort: 'name' },
  {
    id: 'cluster',
    sort: 'cluster',
    cell: (row, { clusterTitle }) => <Where row={row} title={clusterTitle} />,
  },
  { id: 'version', cell: row => <Version row={row} /> },
  { id: 'traffic', cell: row => <Traffic row={row} /> },
  { id: 'why', cell: row => <Why row={row} /> },
  { id: 'owner', cell: row => <Owner row={row} /> },
  {
    id: 'changed',
    sort: 'changed',
    cell: row => <Ago time={row.changedAt} />,
  },
];
