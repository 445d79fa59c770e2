import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterStatus } from '@heal7/backstage-plugin-deployments-common';
import type { DeploymentSource } from '@heal7/backstage-plugin-deployments-node';
import type { Cluster } from '../clusters/Cluster';
import type { Clock } from '../lib/Clock';
import type { ClusterStatusStore } from '../store/ClusterStatusStore';
import { LeaseLostError } from '../store/LeaseStore';
import type { Lease } from '../store/LeaseStore';
import type {
  TargetChange,
  TargetStore,
  TargetWrites,
} from '../store/TargetStore';
import { Reflector } from '../watch/Reflector';
import type { ReflectorTiming } from '../watch/Reflector';
import { shareCollections } from '../watch/shareCollections';
import { clusterHealth } from './kindHealth';
import { probe } from './probe';
import type { SignOfLife } from './probe';
import { SourceWatch } from './SourceWatch';
import { nextStatus } from './statusTransition';
import { Wakeup } from './Wakeup';

const COALESCE_MS = 250;
const STORE_RETRY_MS = 1_000;
/** Projected and written in one go, so that neither memory nor others wait. */
const ROLLOUTS_AT_ONCE = 200;

/**
 * Told after the store was written.
 *
 * @internal
 */
export interface ChangeListener {
  targetsChanged(changes: TargetChange[]): Promise<void>;
  clusterChanged(name: string): Promise<void>;
}

/** @internal */
export interface CollectorDeps {
  sources: DeploymentSource[];
  targets: TargetStore;
  statuses: ClusterStatusStore;
  listener: ChangeListener;
  clock: Clock;
  logger: LoggerService;
  timing?: Partial<ReflectorTiming>;
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * Watches one cluster under one lease: reflectors fill the fact indexes, and
 * a single loop projects what changed and writes it, so that writes of a
 * cluster never overtake each other.
 *
 * @internal
 */
export class ClusterCollector {
  readonly #wakeup = new Wakeup();
  readonly #watches: SourceWatch[];
  readonly #reconciled = new Set<SourceWatch>();
  #signOfLife: SignOfLife = { health: { is: 'live' }, clock: '' };

  constructor(
    private readonly cluster: Pick<
      Cluster,
      'name' | 'title' | 'config' | 'viewing'
    >,
    private readonly lease: Lease,
    private readonly deps: CollectorDeps,
  ) {
    this.#watches = deps.sources.map(
      source =>
        new SourceWatch(cluster.name, source, {
          changed: () => this.#wakeup.notify(),
          unreadable: detail => deps.logger.warn(detail),
        }),
    );
  }

  /**
   * Runs until the signal aborts.
   *
   * @throws LeaseLostError when another replica has taken over.
   */
  async run(signal: AbortSignal): Promise<void> {
    const own = new AbortController();
    const all = AbortSignal.any([signal, own.signal]);
    const running = [
      ...this.reflections().map(async ({ reflector, when }) => {
        await Promise.race([when, aborted(all)]);
        await reflector.run(all);
      }),
      probe(
        this.cluster.viewing,
        this.deps.clock,
        sign => this.signOfLife(sign),
        all,
      ),
    ];
    try {
      await this.writeLoop(all);
    } finally {
      own.abort();
      await Promise.all(running);
    }
  }

  private signOfLife(sign: SignOfLife): void {
    const before = this.#signOfLife;
    const changed =
      sign.health.is !== before.health.is || sign.clock !== before.clock;
    this.#signOfLife = sign;
    if (changed) {
      this.#wakeup.notify();
    }
  }

  private reflections(): { reflector: Reflector; when: Promise<void> }[] {
    const { namespaces } = this.cluster.config;
    const scopes = namespaces.length > 0 ? namespaces : [null];
    const wanted = this.#watches.flatMap(watch =>
      watch.source.kinds.flatMap(kind =>
        scopes.map(namespace => watch.sinkFor(kind, namespace)),
      ),
    );
    return shareCollections(wanted).map(({ collection, sink, when }) => ({
      when,
      reflector: new Reflector({
        cluster: this.cluster.name,
        transport: this.cluster.viewing,
        clock: this.deps.clock,
        timing: this.deps.timing,
        collection,
        sink,
      }),
    }));
  }

  private async writeLoop(signal: AbortSignal): Promise<void> {
    const { clock, logger, statuses } = this.deps;
    const lastSettled = await statuses.get(this.cluster.name);
    let status: ClusterStatus = {
      name: this.cluster.name,
      title: this.cluster.title,
      condition: 'connecting',
      since: clock.now().toISOString(),
      message: '',
      lastSyncedAt: lastSettled?.lastSyncedAt ?? null,
      demo: this.cluster.config.demo,
      problems: [],
    };
    let written: ClusterStatus | undefined;
    this.#wakeup.notify();
    while (!signal.aborted) {
      await this.#wakeup.next(signal);
      try {
        // Whatever comes while the cluster was not known to be watched may
        // have been preceded by more.
        const gap = status.condition !== 'watching';
        const problems = await this.writeTargets(gap);
        const health = clusterHealth(
          this.#watches.flatMap(watch => [...watch.health]),
          this.#signOfLife.health,
        );
        health.problems.push(...problems);
        if (this.#signOfLife.clock) {
          const message = this.#signOfLife.clock;
          health.problems.push({ kind: 'clock', message });
        }
        const next = nextStatus(status, lastSettled, health, clock.now());
        if (next.condition !== status.condition && next.message) {
          logger.warn(`Cluster '${this.cluster.name}': ${next.message}`);
        }
        status = next;
        if (!isDeepStrictEqual(status, written)) {
          if (await statuses.put(this.lease, status)) {
            await this.deps.listener.clusterChanged(this.cluster.name);
          }
          written = status;
        }
      } catch (error) {
        if (error instanceof LeaseLostError || signal.aborted) {
          throw error;
        }
        logger.error(
          `Could not store what was seen in cluster '${this.cluster.name}'; trying again`,
          error as Error,
        );
        this.#watches.forEach(watch => watch.markAllDirty());
        this.#reconciled.clear();
        this.#wakeup.notify();
        await clock.sleep(STORE_RETRY_MS, signal);
      }
      await clock.sleep(COALESCE_MS, signal);
    }
  }

  private async writeTargets(gap: boolean) {
    const problems: { kind: string; message: string }[] = [];
    for (const watch of this.#watches.filter(({ complete }) => complete)) {
      let changes;
      do {
        changes = watch.takeChanges(ROLLOUTS_AT_ONCE);
        await this.write({ ...changes, gap });
      } while (watch.pending);
      problems.push(...changes.problems);
      if (!this.#reconciled.has(watch)) {
        // Rollouts deleted while nobody watched.
        const known = await this.deps.targets.refs(
          this.cluster.name,
          watch.source.engine,
        );
        const removals = known.filter(ref => !watch.has(ref));
        await this.write({ puts: [], removals, gap });
      }
      this.#reconciled.add(watch);
    }
    return problems;
  }

  private async write({ puts, removals, gap }: TargetWrites): Promise<void> {
    if (puts.length + removals.length === 0) {
      return;
    }
    const { targets, listener, clock } = this.deps;
    const made = await targets.write(
      this.lease,
      { puts, removals, gap },
      clock.now(),
    );
    if (made.length > 0) {
      await listener.targetsChanged(made);
    }
  }
}
