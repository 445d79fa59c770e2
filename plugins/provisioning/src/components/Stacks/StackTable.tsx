import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { StackListItem } from '@heal7/backstage-plugin-provisioning-common';
import { runRouteRef, stackRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { Ago } from '../Ago';
import basics from '../basics.module.css';
import { CostText } from '../CostText';
import { EntityLink } from '../EntityLink';
import { StackPhaseChip } from '../PhaseChip';
import { DriftText } from './DriftText';

const COLUMNS = [
  'name',
  'phase',
  'environment',
  'module',
  'owner',
  'drift',
  'cost',
  'lastRun',
] as const;

function StackRow(props: { stack: StackListItem }) {
  const { stack } = props;
  const { t } = useTranslation();
  const stackRoute = useRouteRef(stackRouteRef);
  const runRoute = useRouteRef(runRouteRef);
  const run = stack.currentRun ?? stack.lastRun;
  return (
    <tr>
      <th scope="row">
        {stackRoute ? (
          <Link href={stackRoute({ stackId: stack.id })}>{stack.name}</Link>
        ) : (
          stack.name
        )}
      </th>
      <td data-label={t('stacks.column.phase')}>
        <StackPhaseChip phase={stack.phase} />
      </td>
      <td data-label={t('stacks.column.environment')}>{stack.environment}</td>
      <td data-label={t('stacks.column.module')}>{stack.module}</td>
      <td data-label={t('stacks.column.owner')}>
        <EntityLink entityRef={stack.owner} />
      </td>
      <td data-label={t('stacks.column.drift')}>
        <DriftText stack={stack} />
      </td>
      <td data-label={t('stacks.column.cost')} className={basics.number}>
        {stack.cost ? <CostText cost={stack.cost} /> : '—'}
      </td>
      <td data-label={t('stacks.column.lastRun')}>
        {run ? (
          <>
            {runRoute ? (
              <Link href={runRoute({ runId: run.id })}>
                {t('run.title', {
                  number: run.number,
                  kind: t(`runKind.${run.kind}`),
                })}
              </Link>
            ) : null}{' '}
            <span className={basics.muted}>
              {t(`runPhase.${run.phase}`)}, <Ago time={run.at} />
            </span>
          </>
        ) : (
          t('stacks.never')
        )}
      </td>
    </tr>
  );
}

/** Stacks, one a row. @internal */
export function StackTable(props: { stacks: StackListItem[]; busy: boolean }) {
  const { stacks, busy } = props;
  const { t } = useTranslation();
  return (
    <div className={basics.scroller}>
      <table
        className={basics.table}
        aria-label={t('stacks.table')}
        aria-busy={busy}
      >
        <thead>
          <tr>
            {COLUMNS.map(column => (
              <th key={column} scope="col">
                {t(`stacks.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stacks.map(stack => (
            <StackRow key={stack.id} stack={stack} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
