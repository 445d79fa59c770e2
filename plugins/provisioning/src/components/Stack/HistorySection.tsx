import { Button, Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { useRuns } from '../../hooks/useRuns';
import { refName } from '../../model/names';
import { countsOf } from '../../model/planCounts';
import { runRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { Ago } from '../Ago';
import basics from '../basics.module.css';
import { EmptyState } from '../EmptyState';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import { RunPhaseChip } from '../PhaseChip';

/** Every run of the stack, the newest first. @internal */
export function HistorySection(props: { stack: StackView }) {
  const { stack } = props;
  const { t, say } = useTranslation();
  const runRoute = useRouteRef(runRouteRef);
  const { currentRun, lastRun } = stack;
  const runs = useRuns(
    stack.id,
    [currentRun?.id, currentRun?.phase, lastRun?.id].join(' '),
  );
  if (!runs.value) {
    return runs.failure ? (
      <FailureAlert
        failure={runs.failure}
        title={t('stack.history.failed')}
        onRetry={runs.refresh}
      />
    ) : (
      <LoadingState />
    );
  }
  const { items, hasMore } = runs.value;
  if (items.length === 0) {
    return (
      <EmptyState
        title={t('stack.history.none')}
        hint={t('stack.history.noneHint')}
      />
    );
  }
  return (
    <>
      {runs.failure ? (
        <FailureAlert
          failure={runs.failure}
          title={t('stack.history.failed')}
          outdated
          onRetry={runs.refresh}
        />
      ) : null}
      <table className={basics.table} aria-label={t('stack.section.history')}>
        <thead>
          <tr>
            <th scope="col">{t('stack.history.run')}</th>
            <th scope="col">{t('stack.history.phase')}</th>
            <th scope="col">{t('stack.history.changes')}</th>
            <th scope="col">{t('stack.history.who')}</th>
            <th scope="col">{t('stack.history.when')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(run => {
            const title = t('run.title', {
              number: run.number,
              kind: t(`runKind.${run.kind}`),
            });
            return (
              <tr key={run.id}>
                <th scope="row">
                  {runRoute ? (
                    <Link href={runRoute({ runId: run.id })}>{title}</Link>
                  ) : (
                    title
                  )}
                </th>
                <td data-label={t('stack.history.phase')}>
                  <RunPhaseChip phase={run.phase} />
                </td>
                <td data-label={t('stack.history.changes')}>
                  {run.plan
                    ? countsOf(run.plan.counts)
                        .map(({ words }) => say(words))
                        .join(', ') || t('plan.empty')
                    : '—'}
                </td>
                <td data-label={t('stack.history.who')}>
                  {refName(run.requestedBy)}
                </td>
                <td data-label={t('stack.history.when')}>
                  <Ago time={run.times.queued} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {hasMore ? (
        <div>
          <Button
            variant="secondary"
            isPending={runs.loading}
            onPress={runs.showMore}
          >
            {t('stack.history.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
