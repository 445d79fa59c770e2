import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { differingBasisFields } from '@heal7/backstage-plugin-deployments-common';
import type {
  ClusterStatus,
  DecisionBasis,
  DeploymentTargetRef,
  WavePlan,
  WavePlanDetail,
  WavePlanList,
  WavePlanRequest,
} from '@heal7/backstage-plugin-deployments-common';
import type { Request } from 'express';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import { actorOf } from '../actions/actor';
import { admit } from '../actions/admit';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { Clock } from '../lib/Clock';
import type { StoredTarget } from '../store/TargetStore';
import { targetId } from '../store/targetId';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { eventOf, isRunning, wirePlan } from './RecordedPlan';
import type { RecordedPlan } from './RecordedPlan';
import { named } from './situation';
import { planOf, repeated, secondsOf, versionsOf } from './startPlan';
import { announce } from './WaveRunner';
import type { PlanListener } from './WaveRunner';
import type { KeptPlan, WaveStore } from './WaveStore';

const MOST_PLANS = 20;
const MOST_EVENTS = 500;
const MOST_TARGETS = 100;
const CANCEL_ATTEMPTS = 10;

/** @internal */
export interface WaveCaller {
  credentials: BackstageCredentials;
  request?: Request;
}

/**
 * Starts, shows and cancels wave plans. What the starter may do is decided
 * here, for every target, before anything begins.
 *
 * @internal
 */
export class WaveService {
  constructor(
    private readonly deps: {
      store: WaveStore;
      view: Pick<EntityDeploymentsView, 'targets'>;
      statuses: () => Promise<ClusterStatus[]>;
      directory: Pick<ClusterDirectory, 'get'>;
      authorizer: TargetAuthorizer;
      auditor: AuditorService;
      listener: PlanListener;
      clock: Clock;
      /** How old a plan may become. */
      maxAgeMs: number;
    },
  ) {}

  /** @throws InputError, NotFoundError, NotAllowedError, ConflictError */
  async start(
    entity: Entity,
    body: WavePlanRequest,
    caller: WaveCaller,
  ): Promise<WavePlan> {
    const { clock, store, listener } = this.deps;
    const entityRef = stringifyEntityRef(entity);
    const actor = actorOf(caller.credentials);
    const meta = {
      entityRef,
      actor,
      action: body.action,
      reason: body.reason ?? '',
      targets: body.waves.flatMap(({ targets }) =>
        targets.map(({ target }) => ({ ...target })),
      ),
    };
    return this.audited('start-wave-plan', meta, caller, async () => {
      const found = await this.admitted(entity, body, caller.credentials);
      const now = clock.now();
      const plan = planOf(body, {
        entityRef,
        actor,
        now,
        maxAgeMs: this.deps.maxAgeMs,
        stateOf: target => ({
          state: found.get(targetId(target))!.state,
          environment:
            this.deps.directory.get(target.cluster)?.config.environment ?? null,
        }),
      });
      const events = [
        eventOf(now, 'started', { actor, message: plan.reason }),
        eventOf(now, 'wave-began', { wave: 0 }),
      ];
      await store.add(plan, events, now);
      await announce(listener, plan);
      return wirePlan(plan);
    });
  }

  async list(entity: Entity): Promise<WavePlanList> {
    const plans = await this.deps.store.list(
      stringifyEntityRef(entity),
      MOST_PLANS,
    );
    return { items: plans.map(wirePlan) };
  }

  /** @throws NotFoundError */
  async get(
    entity: Entity,
    id: string,
    credentials: BackstageCredentials,
  ): Promise<WavePlanDetail> {
    const { plan } = await this.kept(entity, id);
    return {
      ...wirePlan(plan),
      events: await this.deps.store.events(id, MOST_EVENTS),
      mayCancel:
        isRunning(plan) && (await this.mayCancel(entity, plan, credentials)),
    };
  }

  /** @throws NotFoundError, NotAllowedError, ConflictError */
  async cancel(
    entity: Entity,
    id: string,
    reason: string,
    caller: WaveCaller,
  ): Promise<WavePlanDetail> {
    const { credentials } = caller;
    const actor = actorOf(credentials);
    const meta = { entityRef: stringifyEntityRef(entity), id, actor, reason };
    await this.audited('cancel-wave-plan', meta, caller, async () => {
      const { plan } = await this.kept(entity, id);
      if (!(await this.mayCancel(entity, plan, credentials))) {
        throw new NotAllowedError(
          'A plan is cancelled by who started it, or who may abort or promote one of its targets',
        );
      }
      await this.end(entity, id, { actor, reason });
    });
    return this.get(entity, id, credentials);
  }

  /** The runner writes at the same time: what it wrote is kept. */
  private async end(
    entity: Entity,
    id: string,
    by: { actor: string; reason: string },
  ): Promise<void> {
    const { store, clock, listener } = this.deps;
    for (let attempt = 1; attempt <= CANCEL_ATTEMPTS; attempt++) {
      const kept = await this.kept(entity, id);
      if (!isRunning(kept.plan)) {
        throw new ConflictError(`Plan ${id} has ended already`);
      }
      const now = clock.now();
      const plan: RecordedPlan = {
        ...kept.plan,
        status: 'cancelled',
        hold: null,
        endedAt: now.toISOString(),
      };
      const event = eventOf(now, 'cancelled', {
        wave: plan.currentWave,
        actor: by.actor,
        message: by.reason,
      });
      if (await store.save(kept, { plan, events: [event], dueAt: now })) {
        await announce(listener, plan);
        return;
      }
    }
    throw new ConflictError(`Plan ${id} is busy; try again`);
  }

  private async kept(entity: Entity, id: string): Promise<KeptPlan> {
    const entityRef = stringifyEntityRef(entity);
    const kept = await this.deps.store.get(entityRef, id);
    if (!kept) {
      throw new NotFoundError(`${entityRef} has no wave plan '${id}'`);
    }
    return kept;
  }

  private async mayCancel(
    entity: Entity,
    plan: RecordedPlan,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { authorizer, directory, view } = this.deps;
    if (actorOf(credentials) === plan.startedBy) {
      return true;
    }
    const [stored, decisions] = await Promise.all([
      view.targets(entity),
      authorizer.decisionsFor(credentials),
    ]);
    const ids = new Set(
      plan.waves.flatMap(({ targets }) =>
        targets.map(({ target }) => targetId(target)),
      ),
    );
    return stored.some(({ id, state }) => {
      const cluster = directory.get(state.cluster);
      const { allowed } = authorizer.accessOf(
        decisions,
        entity,
        state,
        cluster,
      );
      return (
        ids.has(id) &&
        (allowed.includes('abort') || allowed.includes(plan.action))
      );
    });
  }

  /** All of its targets as stored, when every one of them may be acted on. */
  private async admitted(
    entity: Entity,
    body: WavePlanRequest,
    credentials: BackstageCredentials,
  ): Promise<Map<string, StoredTarget>> {
    const { authorizer, directory, statuses, view } = this.deps;
    const wanted = body.waves.flatMap(({ targets }) => targets);
    this.checkShape(body, wanted);
    const [stored, decisions, clusters] = await Promise.all([
      view.targets(entity),
      authorizer.decisionsFor(credentials),
      statuses(),
    ]);
    const byId = new Map(stored.map(one => [one.id, one]));
    const { action, reason } = body;
    const denied: string[] = [];
    const late: string[] = [];
    for (const { target, basis } of wanted) {
      const found = byId.get(targetId(target));
      if (!found) {
        throw new NotFoundError(
          `${stringifyEntityRef(entity)} has no rollout ${named({ target })}`,
        );
      }
      const cluster = directory.get(target.cluster);
      const access = authorizer.accessOf(
        decisions,
        entity,
        found.state,
        cluster,
      );
      try {
        admit(cluster, access, { target, action, reason });
      } catch (error) {
        if (!(error instanceof NotAllowedError)) {
          throw error;
        }
        denied.push(error.message);
      }
      const watched = clusters.some(
        ({ name, condition }) =>
          name === target.cluster && condition === 'watching',
      );
      const why = whyLate(found, basis, watched);
      if (why) {
        late.push(`${named({ target })} ${why}`);
      }
      const offer = found.state.actions.find(one => one.action === action);
      if (!offer || offer.refusal?.code === 'unsupported') {
        throw new InputError(
          `${named({ target })} cannot be promoted: ${
            offer?.refusal?.message ?? 'its engine has no promotions'
          }`,
        );
      }
    }
    if (denied.length > 0) {
      throw new NotAllowedError(denied.join('. '));
    }
    if (late.length > 0) {
      throw new ConflictError(`${late.join('; ')}. Nothing was begun.`);
    }
    const versions = new Set(
      wanted.map(({ target }) => versionsOf(byId.get(targetId(target))!.state)),
    );
    if (versions.size > 1) {
      throw new InputError(
        `A plan promotes one version, but these are being rolled out: ${[
          ...versions,
        ].join(' / ')}`,
      );
    }
    return byId;
  }

  private checkShape(
    { waves }: WavePlanRequest,
    wanted: { target: DeploymentTargetRef }[],
  ): void {
    const [twice] = repeated(wanted.map(({ target }) => target));
    if (twice) {
      throw new InputError(`${named({ target: twice })} is in it twice`);
    }
    if (wanted.length > MOST_TARGETS) {
      throw new InputError(`A plan has at most ${MOST_TARGETS} targets`);
    }
    const waiting = waves.reduce(
      (sum, { healthyFor }) => sum + secondsOf(healthyFor),
      0,
    );
    if (waiting * 1000 >= this.deps.maxAgeMs) {
      throw new InputError(
        `The waves have to be healthy for longer altogether than a plan may take (${
          this.deps.maxAgeMs / 3_600_000
        } hours, deployments.waves.maxAge)`,
      );
    }
  }

  private async audited<T>(
    eventId: string,
    meta: object,
    caller: WaveCaller,
    run: () => Promise<T>,
  ): Promise<T> {
    const event = await this.deps.auditor.createEvent({
      eventId,
      severityLevel: 'high',
      request: caller.request,
      meta: { ...meta },
    });
    try {
      const result = await run();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }
}

/** What a person did not see, or could not; null when nothing. */
function whyLate(
  { state }: StoredTarget,
  basis: DecisionBasis,
  watched: boolean,
): string | null {
  const fields = differingBasisFields(basis, state.basis);
  if (fields.length > 0) {
    return `has moved on since you looked (${fields.join(', ')})`;
  }
  if (!watched) {
    return 'is in a cluster that cannot be watched at the moment';
  }
  if (state.aborted) {
    return 'was aborted; retry it first';
  }
  return state.phase === 'degraded' ? 'is degraded' : null;
}
