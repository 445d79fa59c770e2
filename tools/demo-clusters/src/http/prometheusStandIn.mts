import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock/clock.mts';
import { errorRatio } from '../simulator/analysisController.mts';
import type { AnalysisRun } from '../simulator/analysisTypes.mts';
import { faultOf } from '../simulator/podTemplate.mts';
import { HASH_LABEL } from '../simulator/rollout/types.mts';
import type { ReplicaSet } from '../simulator/workloadTypes.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { RESOURCES } from '../store/resourceType.mts';
import { sendJson } from './respond.mts';
import { readBody } from './write.mts';

const REQUESTS_PER_POD = 12;
const MAX_POINTS = 11_000;

/** A query that Prometheus would refuse, too. */
class BadQuery extends Error {}

/** A number in [0, 10), the same whenever it is asked for. */
function wobble(seed: string, time: number): number {
  let value = 2166136261;
  for (const character of `${seed}/${time}`) {
    value = Math.imul(value ^ character.charCodeAt(0), 16777619);
  }
  return (value >>> 8) % 10;
}

type Measure = (
  replicaSet: ReplicaSet,
  faulty: boolean,
  time: number,
) => number;

/**
 * The portal's built-in charts, told apart by what they query. This is no
 * PromQL: it knows these three and refuses anything else.
 */
const MEASURES: [RegExp, Measure][] = [
  [
    /^histogram_quantile\(0\.95, .*istio_request_duration_milliseconds_bucket\{/,
    ({ metadata }, faulty, time) =>
      (faulty ? 410 : 85) + 6 * wobble(metadata.name, time),
  ],
  [
    /^100 \* .*istio_requests_total\{.*response_code=~"5\.\."/,
    ({ metadata }, faulty, time) =>
      100 * errorRatio(faulty, wobble(metadata.name, time)),
  ],
  [
    /^sum\(rate\(istio_requests_total\{/,
    ({ metadata, spec, status }, _, time) =>
      REQUESTS_PER_POD * Math.max(1, status?.replicas ?? spec.replicas) +
      wobble(metadata.name, time),
  ],
];

/** The revision whose pods a query is about. */
function replicaSetOf(
  store: ObjectStore,
  query: string,
): ReplicaSet | undefined {
  const namespace = /namespace="([^"\\]*)"/.exec(query)?.[1];
  const pods = /pod=~"((?:[^"\\]|\\.)*)"/.exec(query)?.[1];
  if (namespace === undefined || pods === undefined) {
    throw new BadQuery('the query names no pods');
  }
  const pattern = new RegExp(`^(?:${pods.replace(/\\(.)/g, '$1')})$`);
  return store
    .list<ReplicaSet>(RESOURCES.replicaSets)
    .find(
      ({ metadata }) =>
        metadata.namespace === namespace &&
        pattern.test(`${metadata.name}-abcde`),
    );
}

/** When a revision got its last request: now, or when it was judged. */
function endOf(store: ObjectStore, replicaSet: ReplicaSet, now: number) {
  if (replicaSet.spec.replicas > 0) {
    return now;
  }
  const hash = replicaSet.metadata.labels?.[HASH_LABEL];
  const judged = store
    .list<AnalysisRun>(RESOURCES.analysisRuns)
    .filter(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash)
    .map(({ status }) => Date.parse(status?.completedAt ?? ''))
    .filter(Number.isFinite);
  return Math.max(
    Date.parse(replicaSet.metadata.creationTimestamp) + 60_000,
    ...judged,
  );
}

function numberOf(form: URLSearchParams, key: string): number {
  const value = Number(form.get(key));
  if (!form.get(key) || !Number.isFinite(value)) {
    throw new BadQuery(`invalid parameter "${key}"`);
  }
  return value;
}

function rangeOf(store: ObjectStore, clock: Clock, form: URLSearchParams) {
  const query = form.get('query') ?? '';
  const [start, end, step] = ['start', 'end', 'step'].map(key =>
    numberOf(form, key),
  );
  if (step <= 0 || (end - start) / step > MAX_POINTS) {
    throw new BadQuery('exceeded maximum resolution of 11,000 points');
  }
  const measure = MEASURES.find(([pattern]) => pattern.test(query))?.[1];
  if (!measure) {
    throw new BadQuery(
      "the stand-in of the demo knows the portal's built-in charts only",
    );
  }
  const replicaSet = replicaSetOf(store, query);
  if (!replicaSet) {
    return [];
  }
  const faulty = faultOf(replicaSet.spec.template) === 'errors';
  const from = Date.parse(replicaSet.metadata.creationTimestamp);
  const until = endOf(store, replicaSet, clock.now());
  const values: [number, string][] = [];
  for (let time = start; time <= end; time += step) {
    if (time * 1000 >= from && time * 1000 <= until) {
      values.push([time, String(measure(replicaSet, faulty, time))]);
    }
  }
  return values.length > 0 ? [{ metric: {}, values }] : [];
}

/**
 * Stands in for the Prometheus of a demo cluster, which has no traffic that
 * could be measured: `POST /demo/prometheus/api/v1/query_range` answers in
 * Prometheus' shape with made-up values of the simulated revisions, bad ones
 * for versions that fail their analysis.
 */
export async function servePrometheusStandIn(
  store: ObjectStore,
  clock: Clock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const form = new URLSearchParams(await readBody(request));
    const result = rangeOf(store, clock, form);
    sendJson(response, {
      status: 'success',
      data: { resultType: 'matrix', result },
    });
  } catch (error) {
    if (!(error instanceof BadQuery || error instanceof SyntaxError)) {
      throw error;
    }
    sendJson(
      response,
      { status: 'error', errorType: 'bad_data', error: error.message },
      400,
    );
  }
}
