import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  DeploymentRevision,
  DeploymentState,
  DeploymentTargetRef,
  MetricChart,
  MetricChartSeries,
  TargetMetrics,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  MetricsConnection,
  MetricsRangeRequest,
  MetricsSeries,
} from '@heal7/backstage-plugin-deployments-node';
import type { Clock } from '../lib/Clock';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { analysisLimit } from './analysisLimit';
import type { ChartDefinition } from './ChartDefinition';
import { namedByHash, podsOfRevision } from './revisionPods';
import { SharedAnswers } from '../lib/SharedAnswers';
import { timeRange } from './TimeRange';
import type { TimeRange } from './TimeRange';

const MAX_ANSWERS = 500;
const MIN_WINDOW_SECONDS = 120;

/** Asked of a cluster that is unreachable rather than of a single chart. */
class Unreachable extends Error {}

/**
 * Charts of a target's revisions, asked of its cluster's metrics source. Many
 * viewers cost one query for each line and step.
 *
 * @internal
 */
export class TargetMetricsView {
  readonly #answers: SharedAnswers<MetricsSeries[]>;

  constructor(
    private readonly deps: {
      view: Pick<EntityDeploymentsView, 'target'>;
      connections: Map<string, MetricsConnection>;
      charts: ChartDefinition[];
      clock: Pick<Clock, 'now'>;
      /** Aborts when the backend stops. */
      signal: AbortSignal;
    },
  ) {
    this.#answers = new SharedAnswers(deps.clock, MAX_ANSWERS);
  }

  /** @throws NotFoundError, InputError */
  async of(
    entity: Entity,
    ref: DeploymentTargetRef,
    asked: { from?: Date; to?: Date },
  ): Promise<TargetMetrics> {
    const stored = await this.deps.view.target(entity, ref);
    if (!stored) {
      throw new NotFoundError(
        `${stringifyEntityRef(entity)} has no rollout ${ref.namespace}/${
          ref.name
        } (${ref.engine}) in cluster '${ref.cluster}'`,
      );
    }
    const range = timeRange(asked, this.deps.clock.now());
    const answer: TargetMetrics = {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      stepSeconds: range.stepSeconds,
      charts: [],
      unavailable: null,
    };
    const connection = this.deps.connections.get(ref.cluster);
    if (!connection) {
      return {
        ...answer,
        unavailable: {
          code: 'not-configured',
          message: `Cluster '${ref.cluster}' has no metrics source. Configure deployments.clusters.${ref.cluster}.metrics.`,
        },
      };
    }
    try {
      const charts = await Promise.all(
        this.deps.charts.map(chart =>
          this.chart(chart, stored.state, range, connection),
        ),
      );
      return { ...answer, charts };
    } catch (error) {
      if (!(error instanceof Unreachable)) {
        throw error;
      }
      return {
        ...answer,
        unavailable: { code: 'unreachable', message: error.message },
      };
    }
  }

  private async chart(
    definition: ChartDefinition,
    state: DeploymentState,
    range: TimeRange,
    connection: MetricsConnection,
  ): Promise<MetricChart> {
    const { id, title, unit, limit, judgedBy } = definition;
    const chart: MetricChart = {
      id,
      title,
      unit,
      limit: analysisLimit(state.analysis, judgedBy) ?? limit,
      series: [],
      problem: '',
    };
    try {
      const series = await Promise.all(
        state.revisions
          .filter(({ role }) => role !== 'old')
          .map(revision =>
            this.series(definition, state, revision, range, connection),
          ),
      );
      return { ...chart, series };
    } catch (error) {
      if (error instanceof ServiceUnavailableError) {
        throw new Unreachable(error.message);
      }
      return { ...chart, problem: (error as Error).message };
    }
  }

  private async series(
    { query: template }: ChartDefinition,
    { cluster, namespace, name }: DeploymentState,
    revision: DeploymentRevision,
    range: TimeRange,
    connection: MetricsConnection,
  ): Promise<MetricChartSeries> {
    const { role, hash } = revision;
    const windowSeconds = Math.max(2 * range.stepSeconds, MIN_WINDOW_SECONDS);
    // By anything but pods, all of the range is one question.
    const parts = template.byPods
      ? podsOfRevision(name, revision, range, windowSeconds)
      : [{ from: range.from, to: range.to, pods: '' }];
    const found = await Promise.all(
      parts.map(({ pods, from, to }) =>
        this.ask(
          cluster,
          {
            query: template.render(
              { cluster, namespace, name, hash, pods },
              windowSeconds,
            ),
            from,
            to,
            stepSeconds: range.stepSeconds,
          },
          connection,
        ),
      ),
    );
    const points = found.flat();
    if (
      points.length === 0 &&
      template.byHash &&
      !namedByHash(name, revision)
    ) {
      throw new Error(
        'Nothing was found by {{hash}}, and the names of these pods do not carry it; ask for {{pods}} instead',
      );
    }
    return { role, hash, points: onEveryStep(points, range) };
  }

  private async ask(
    cluster: string,
    request: Omit<MetricsRangeRequest, 'signal'>,
    connection: MetricsConnection,
  ): Promise<MetricsSeries['points']> {
    const { query, from, to, stepSeconds } = request;
    const found = await this.#answers.get(
      JSON.stringify([cluster, query, from, to, stepSeconds]),
      stepSeconds * 1000,
      () =>
        connection.queryRange({
          ...request,
          // Not the viewer's: others may wait for the same answer.
          signal: this.deps.signal,
        }),
    );
    if (found.length > 1) {
      throw new Error(
        `The query answers with ${found.length} series; make it one for each revision, with sum() for example`,
      );
    }
    return found[0]?.points ?? [];
  }
}

/** Without a value at each step, lines would be drawn over gaps. */
function onEveryStep(
  points: MetricsSeries['points'],
  { from, to, stepSeconds }: TimeRange,
): MetricChartSeries['points'] {
  const step = stepSeconds * 1000;
  const start = from.getTime();
  const values = new Map(
    points.map(([time, value]) => [Math.round((time - start) / step), value]),
  );
  const count = Math.round((to.getTime() - start) / step) + 1;
  return Array.from({ length: count }, (_, index) => [
    start + index * step,
    values.get(index) ?? null,
  ]);
}
