import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ClusterStatus,
  DeploymentTargetRef,
  TargetAccess,
  WaveEvent,
  WaveStop,
} from '@heal7/backstage-plugin-deployments-common';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import { admit } from '../actions/admit';
import type { RecordedActs } from '../actions/RecordedActs';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { Clock } from '../lib/Clock';
import type { TargetChange, TargetStore } from '../store/TargetStore';
import { targetId } from '../store/targetId';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { nextStep } from './nextStep';
import type { WaveAct } from './nextStep';
import type { RecordedPlan } from './RecordedPlan';
import { settle } from './settle';
import type { WaveActOutcome } from './settle';
import { named } from './situation';
import type { SeenTarget } from './situation';
import type { KeptPlan, WaveStore } from './WaveStore';

const LOOK_EVERY_MS = 2_000;
/** Longer than an act takes; a killed portal's plan waits for this. */
const CLAIM_MS = 60_000;
const MOST_AT_ONCE = 10;

const codeOf = ({ denial }: TargetAccess): WaveStop['code'] =>
  denial === 'frozen' ? 'frozen' : 'not-permitted';

/** Told that the pages of these targets have something new. @internal */
export interface PlanListener {
  targetsChanged(changes: TargetChange[]): Promise<void>;
}

/** Pages that show one of its targets ask again. @internal */
export async function announce(
  listener: PlanListener,
  plan: RecordedPlan,
): Promise<void> {
  await listener.targetsChanged(
    plan.waves.flatMap(({ targets }) =>
      targets.map(({ target }) => ({
        id: targetId(target),
        labelsBefore: {},
        labelsAfter: {},
      })),
    ),
  );
}

/**
 * Drives the plans that run. Each replica has one; a plan is with one of them
 * at a time, and where two should meet nevertheless, the version of the plan
 * and the basis of the act let only one of them through.
 *
 * @internal
 */
export class WaveRunner {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly deps: {
      store: WaveStore;
      targets: Pick<TargetStore, 'get'>;
      statuses: () => Promise<ClusterStatus[]>;
      view: Pick<EntityDeploymentsView, 'target'>;
      directory: Pick<ClusterDirectory, 'get'>;
      authorizer: Pick<TargetAuthorizer, 'standingDecisions' | 'accessOf'>;
      recorded: Pick<RecordedActs, 'carryOut'>;
      catalog: Pick<CatalogService, 'getEntityByRef'>;
      auth: AuthService;
      listener: PlanListener;
      clock: Clock;
      logger: LoggerService;
    },
  ) {}

  /** Runs until the signal aborts, and lets what has begun come to its end. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.deps;
    while (!signal.aborted) {
      try {
        await this.startDue();
      } catch (error) {
        logger.error('Could not read wave plans; trying again', error as Error);
      }
      await clock.sleep(LOOK_EVERY_MS / 2, signal);
    }
    await Promise.all(this.#running);
  }

  private async startDue(): Promise<void> {
    while (this.#running.size < MOST_AT_ONCE) {
      const kept = await this.claim();
      if (!kept) {
        return;
      }
      const step = this.look(kept)
        .catch(error => {
          this.deps.logger.error(
            `Could not go on with wave plan ${kept.plan.id}; trying again`,
            error as Error,
          );
        })
        .finally(() => this.#running.delete(step));
      this.#running.add(step);
    }
  }

  /** Looks at one plan that is due. @returns whether there was one. */
  async lookAtNext(): Promise<boolean> {
    const kept = await this.claim();
    if (kept) {
      await this.look(kept);
    }
    return kept !== undefined;
  }

  private claim(): Promise<KeptPlan | undefined> {
    const { store, clock } = this.deps;
    return store.claim({ now: clock.now(), ttlMs: CLAIM_MS });
  }

  private async look(kept: KeptPlan): Promise<void> {
    const { clock } = this.deps;
    const seen = await this.see(kept.plan);
    const { plan, events, act } = nextStep(kept.plan, seen, clock.now());
    const saved = await this.save(
      kept,
      plan,
      events,
      act ? CLAIM_MS : LOOK_EVERY_MS,
    );
    if (!saved || !act) {
      return;
    }
    const outcome = await this.carryOut(saved.plan, act);
    const settled = settle(saved.plan, act, outcome, clock.now());
    const done = await this.save(
      saved,
      settled.plan,
      settled.events,
      LOOK_EVERY_MS,
    );
    if (!done) {
      // It was cancelled meanwhile: what was done is told all the same.
      await this.deps.store.tell(plan.id, settled.events);
      await announce(this.deps.listener, plan);
    }
  }

  private async save(
    kept: KeptPlan,
    plan: RecordedPlan,
    events: WaveEvent[],
    waitMs: number,
  ): Promise<KeptPlan | undefined> {
    const { store, clock, listener } = this.deps;
    const dueAt = new Date(clock.now().getTime() + waitMs);
    const saved = await store.save(kept, { plan, events, dueAt });
    if (saved && events.length > 0) {
      await announce(listener, plan);
    }
    return saved;
  }

  private async see(
    plan: RecordedPlan,
  ): Promise<(target: DeploymentTargetRef) => SeenTarget> {
    const { statuses, targets } = this.deps;
    const watched = new Set(
      (await statuses())
        .filter(({ condition }) => condition === 'watching')
        .map(({ name }) => name),
    );
    const refs = plan.waves.flatMap(wave =>
      wave.targets.map(({ target }) => target),
    );
    const found = new Map(
      await Promise.all(
        refs.map(
          async ref =>
            [targetId(ref), (await targets.get(ref))?.state ?? null] as const,
        ),
      ),
    );
    return ref => ({
      state: found.get(targetId(ref)) ?? null,
      watched: watched.has(ref.cluster),
    });
  }

  /**
   * The starter's permission was asked when they started it, and their
   * credentials are gone: everything else is decided anew.
   */
  private async carryOut(
    plan: RecordedPlan,
    act: WaveAct,
  ): Promise<WaveActOutcome> {
    const { auth, authorizer, catalog, directory, recorded, view } = this.deps;
    const { target, basis } = act;
    let stop: WaveStop | null = null;
    const refused = (code: WaveStop['code'], message: string) => {
      stop = { code, message, target };
    };
    try {
      const entity = await catalog.getEntityByRef(plan.entityRef, {
        credentials: await auth.getOwnServiceCredentials(),
      });
      const stored = entity && (await view.target(entity, target));
      if (!entity || !stored) {
        const message = `${named(act)} is none of ${plan.entityRef} any more`;
        return { kind: 'refused', stop: { code: 'gone', message, target } };
      }
      const { action, reason } = plan;
      const { result } = await recorded.carryOut(
        entity,
        { target, action, basis, reason },
        { actor: plan.startedBy, via: `wave-plan:${plan.id}` },
        async () => {
          const cluster = directory.get(target.cluster);
          const access = authorizer.accessOf(
            await authorizer.standingDecisions(),
            entity,
            stored.state,
            cluster,
          );
          try {
            return admit(cluster, access, { target, action, reason });
          } catch (error) {
            refused(codeOf(access), (error as Error).message);
            throw error;
          }
        },
      );
      return { kind: 'result', result };
    } catch (error) {
      const isRefusal =
        error instanceof NotAllowedError || error instanceof InputError;
      return stop && isRefusal
        ? { kind: 'refused', stop }
        : { kind: 'error', error: error as Error };
    }
  }
}
