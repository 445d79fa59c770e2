import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  ActionRequestBody,
  DeploymentTargetRef,
  FleetQuery,
  FreezeRequestBody,
} from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionResult,
  DeliveryQuery,
  DeploymentsApi,
  DeploymentsSnapshot,
  MetricsQuery,
  PodLogQuery,
  RollbackQuery,
  RolloutsQuery,
} from '../src/api';
import { targetKey } from '../src/model/replaceState';
import {
  changes,
  freezes,
  metrics,
  metricsUnavailable,
  rollbackPreview,
} from './answers';
import { aFleet, fleetPage, fleetSummary } from './fleet';
import { delivery, rollouts } from './rollouts';
import { scenarios } from './scenarios';

const scenario = () => {
  const name = new URLSearchParams(window.location.search).get('state');
  return scenarios[name ?? 'canary'] ?? scenarios.canary;
};

const has = (parameter: string) =>
  new URLSearchParams(window.location.search).has(parameter);

function stateOf(target: DeploymentTargetRef) {
  const answer = scenario();
  const item =
    answer === 'pending' || answer instanceof Error
      ? undefined
      : answer.items.find(
          ({ state }) => targetKey(state) === targetKey(target),
        );
  if (!item) {
    throw new Error('No such rollout in this scenario');
  }
  return item.state;
}

const HISTORY_PAGE = 20;

/** As many rollouts as `?rows=` says. */
const fleet = aFleet(
  Number(new URLSearchParams(window.location.search).get('rows') ?? 2000),
);

/** Answers from the scenario that the address names. */
export class DevApi implements DeploymentsApi {
  async getEntityDeployments(): Promise<DeploymentsSnapshot> {
    const answer = scenario();
    if (answer === 'pending') {
      return new Promise(() => {});
    }
    if (answer instanceof Error) {
      throw answer;
    }
    return { deployments: answer, clockOffsetMs: 0 };
  }

  /** Skipping a step finds that the rollout has moved on; the rest works. */
  async act(
    _entityRef: CompoundEntityRef,
    body: ActionRequestBody,
  ): Promise<ActionResult> {
    const state = stateOf(body.target);
    return body.action === 'skip-step'
      ? {
          outcome: 'conflict',
          state,
          conflict: { message: 'It is at another step', fields: ['stepIndex'] },
        }
      : { outcome: 'done', state };
  }

  async getPodLog(
    _entityRef: CompoundEntityRef,
    query: PodLogQuery,
  ): Promise<string> {
    return Array.from(
      { length: query.tailLines },
      (_, i) =>
        `2026-03-02T09:00:${String(i % 60).padStart(2, '0')}Z info ${
          query.container
        } GET /health 200 ${i} ms trace=0af7651916cd43dd8448eb211c80319c`,
    ).join('\n');
  }

  async getRollbackPreview(
    _entityRef: CompoundEntityRef,
    query: RollbackQuery,
  ) {
    return rollbackPreview(query, stateOf(query.target).basis);
  }

  /** The first cluster has metrics, the second none, a third is silent. */
  async getMetrics(_entityRef: CompoundEntityRef, query: MetricsQuery) {
    switch (query.target.cluster) {
      case 'eks-heal7-production':
        return metrics(query);
      case 'gke-heal7-secondary':
        return metricsUnavailable(query, 'not-configured');
      default:
        return metricsUnavailable(query, 'unreachable');
    }
  }

  async getChanges() {
    return changes;
  }

  async getFreezes() {
    return freezes(!has('readonly'));
  }

  async declareFreeze(body: FreezeRequestBody) {
    return { ...freezes(true).items[0], ...body } as ReturnType<
      typeof freezes
    >['items'][0];
  }

  async liftFreeze() {}

  async getFleetPage(query: FleetQuery) {
    return fleetPage(fleet, query);
  }

  async getFleetSummary(query: FleetQuery) {
    return fleetSummary(fleet, query);
  }

  async getRollouts(_entityRef: CompoundEntityRef, query: RolloutsQuery) {
    const found = rollouts.filter(
      ({ target }) => !query.cluster || query.cluster === target.cluster,
    );
    const start = Number(query.cursor ?? 0);
    const end = start + HISTORY_PAGE;
    return {
      items: found.slice(start, end),
      nextCursor: end < found.length ? String(end) : null,
    };
  }

  async getRollout(_entityRef: CompoundEntityRef, id: string) {
    const found = rollouts.find(rollout => rollout.id === id);
    if (!found) {
      throw new Error('No such rollout');
    }
    return found;
  }

  async exportRollouts() {
    return new Blob([JSON.stringify(rollouts)]);
  }

  async getDelivery({ days }: DeliveryQuery) {
    return delivery(days);
  }
  async getWavePlans() {
    return { items: [] };
  }

  async getWavePlan(): Promise<never> {
    throw new Error('No such plan');
  }

  async startWavePlan(): Promise<never> {
    throw new Error('This backend has no plans');
  }

  async cancelWavePlan(): Promise<never> {
    throw new Error('No such plan');
  }

  async getSystemAbortPreview({ namespace, name }: CompoundEntityRef) {
    const systemRef = `system:${namespace}/${name}`;
    return { systemRef, items: [], abortable: 0, refused: 0 };
  }

  async abortSystem(): Promise<never> {
    throw new Error('This backend aborts nothing');
  }
}
