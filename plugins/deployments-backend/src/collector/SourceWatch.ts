import type {
  DeploymentSource,
  KubernetesObject,
  ObservedObject,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import type {
  DeploymentState,
  DeploymentTargetRef,
} from '@heal7/backstage-plugin-deployments-common';
import type { WantedCollection } from '../watch/shareCollections';
import { FactIndex, observe } from './FactIndex';
import { isSettled } from './kindHealth';
import type { KindHealthEntry } from './kindHealth';

/**
 * What has to be written for one engine in one cluster.
 *
 * @internal
 */
export interface ProjectedChanges {
  puts: DeploymentState[];
  removals: DeploymentTargetRef[];
  /** What could not be read or projected, summed up by kind. */
  problems: { kind: string; message: string }[];
}

/**
 * How often in a row a kind has to be absent until what was seen of it is
 * forgotten: some seconds, in which a server that is starting learns of it.
 */
const ABSENCES_UNTIL_FORGOTTEN = 4;

interface CollectionHealth extends KindHealthEntry {
  isRoot: boolean;
  optional: boolean;
  /** Listed once, or certainly absent. */
  known: boolean;
  absences: number;
}

const isAbsent = ({ health }: CollectionHealth) =>
  health.is === 'failed' && health.failure.kind === 'absent';

/** @internal */
export interface SourceWatchListener {
  /** There is something to take. */
  changed(): void;
  /** An object could not be read; for the log, because it names it. */
  unreadable(detail: string): void;
}

/**
 * One engine's view of one cluster: takes in objects of all its kinds and
 * gives out the states of the rollouts that changed. Nothing is given out
 * before the picture is complete for the first time, because a rollout
 * without its pods would look like an outage.
 *
 * @internal
 */
export class SourceWatch {
  readonly #index: FactIndex;
  readonly #health: CollectionHealth[] = [];
  readonly #refs = new Map<string, DeploymentTargetRef>();
  /** Roots that the source said are no rollouts of its engine. */
  readonly #disowned = new Set<string>();
  /** What could not be read, by uid. */
  readonly #problems = new Map<string, { kind: string; detail: string }>();
  #complete = false;
  /** Ends the wait of the parts for the root. */
  #rootListed = () => {};
  readonly #served = new Promise<void>(resolve => {
    this.#rootListed = resolve;
  });

  constructor(
    private readonly cluster: string,
    readonly source: DeploymentSource,
    private readonly listener: SourceWatchListener,
  ) {
    this.#index = new FactIndex(source.root.id);
  }

  /**
   * How each kind is doing, for people: what a cluster is not expected to
   * have counts as in order.
   */
  get health(): readonly KindHealthEntry[] {
    const installed = this.installed();
    return this.#health.map(entry =>
      !installed || (entry.optional && isAbsent(entry))
        ? { ...entry, health: { is: 'live' } }
        : entry,
    );
  }

  /** Whether the picture has been complete at least once. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Registers one collection and returns what takes its objects in. */
  sinkFor(kind: WatchedKind, namespace: string | null): WantedCollection {
    const entry: CollectionHealth = {
      label:
        (kind.group ? `${kind.plural}.${kind.group}` : kind.plural) +
        (namespace ? ` in ${namespace}` : ''),
      health: { is: 'pending' },
      isRoot: kind.id === this.source.root.id,
      optional: kind.optional ?? false,
      known: false,
      absences: 0,
    };
    this.#health.push(entry);
    const { group, plural, labelSelector, fieldSelector } = kind;
    return {
      collection: {
        group,
        versions: [kind.version, ...(kind.olderVersions ?? [])],
        plural,
        namespace,
        labelSelector,
        fieldSelector,
      },
      sink: {
        startList: () => {
          const facts: ObservedObject[] = [];
          return {
            add: object => {
              const fact = this.observe(kind, object);
              if (fact) {
                facts.push(fact);
              }
            },
            commit: () => {
              this.#index.replace(kind.id, namespace, facts);
              entry.known = true;
              if (entry.isRoot) {
                this.#rootListed();
              }
              this.changed();
            },
          };
        },
        upsert: object => this.upsert(kind, object),
        remove: object => {
          if (object.metadata.uid) {
            this.#index.remove(object.metadata.uid);
            this.#problems.delete(object.metadata.uid);
          }
          this.changed();
        },
        live: () => {
          entry.absences = 0;
          if (entry.health.is !== 'live') {
            entry.health = { is: 'live' };
            this.healthChanged();
          }
        },
        failed: failure => {
          entry.health = { is: 'failed', failure };
          entry.absences = failure.kind === 'absent' ? entry.absences + 1 : 0;
          if (entry.absences === ABSENCES_UNTIL_FORGOTTEN) {
            this.#index.replace(kind.id, namespace, []);
            entry.known = true;
          }
          this.healthChanged();
        },
      },
      // A cluster without the engine is not asked for its parts, some of which
      // (pods, say) it has plenty of.
      when: entry.isRoot ? Promise.resolve() : this.#served,
    };
  }

  /** Whether `takeChanges` has more to give. */
  get pending(): boolean {
    return this.#complete && this.#index.hasDirty();
  }

  /**
   * Projects what is dirty, at most so many rollouts. Empty before the picture
   * is complete.
   */
  takeChanges(most = Infinity): ProjectedChanges {
    const changes: ProjectedChanges = {
      puts: [],
      removals: [],
      problems: [],
    };
    if (!this.#complete) {
      return changes;
    }
    for (const uid of this.#index.takeDirty(most)) {
      const group = this.#index.group(this.cluster, uid);
      if (!group) {
        this.forget(uid, changes);
        continue;
      }
      const { namespace, name } = group.root;
      const { engine } = this.source;
      try {
        const state = this.source.project(group);
        this.#problems.delete(uid);
        if (state) {
          const ref = { cluster: this.cluster, namespace, name, engine };
          this.#refs.set(uid, ref);
          this.#disowned.delete(uid);
          changes.puts.push(state);
        } else {
          this.#disowned.add(uid);
          this.drop(uid, changes);
        }
      } catch (error) {
        this.unreadable(uid, this.source.root, `${namespace}/${name}`, error);
      }
    }
    changes.problems.push(...this.problems());
    return changes;
  }

  /** Makes the next `takeChanges` give out everything again. */
  markAllDirty(): void {
    this.#index.roots().forEach(uid => this.#index.markDirty(uid));
  }

  /** Whether a rollout of that name is there. */
  has(ref: DeploymentTargetRef): boolean {
    const uid = this.#index.rootNamed(ref.namespace, ref.name);
    return uid !== undefined && !this.#disowned.has(uid);
  }

  private upsert(kind: WatchedKind, object: KubernetesObject): void {
    const fact = this.observe(kind, object);
    if (fact) {
      this.#index.put(fact);
    } else if (object.metadata.uid) {
      this.#index.remove(object.metadata.uid);
    }
    this.changed();
  }

  /**
   * A source must not throw for any object; when one does all the same, it
   * costs that object only, and the status says so.
   */
  private observe(kind: WatchedKind, object: KubernetesObject) {
    const { uid = '', namespace = '', name } = object.metadata;
    try {
      const fact = observe(kind, object);
      this.#problems.delete(uid);
      return fact;
    } catch (error) {
      this.unreadable(uid, kind, `${namespace}/${name}`, error);
      this.listener.changed();
      return null;
    }
  }

  private unreadable(
    uid: string,
    kind: WatchedKind,
    name: string,
    error: unknown,
  ): void {
    const detail = `The ${this.source.engine} source could not read ${
      kind.plural
    } ${name} in cluster '${this.cluster}': ${(error as Error).message}`;
    if (this.#problems.get(uid)?.detail !== detail) {
      this.listener.unreadable(detail);
    }
    this.#problems.set(uid, { kind: kind.plural, detail });
  }

  /** Without names: a cluster's status is shown to people who may see none. */
  private problems() {
    const counts = new Map<string, number>();
    for (const { kind } of this.#problems.values()) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => ({
      kind,
      message: `${count} could not be read; the backend's log says which and why`,
    }));
  }

  private forget(uid: string, changes: ProjectedChanges): void {
    this.#disowned.delete(uid);
    this.#problems.delete(uid);
    this.drop(uid, changes);
  }

  private drop(uid: string, changes: ProjectedChanges): void {
    const ref = this.#refs.get(uid);
    this.#refs.delete(uid);
    // Made again under the same name: the new one takes the old one's place.
    if (ref && !this.has(ref)) {
      changes.removals.push(ref);
    }
  }

  private changed(): void {
    if (this.#complete && this.#index.hasDirty()) {
      this.listener.changed();
    }
  }

  /** Unless the cluster is known not to serve the engine's root. */
  private installed(): boolean {
    return !this.#health.some(entry => entry.isRoot && isAbsent(entry));
  }

  private healthChanged(): void {
    const roots = this.#health.filter(({ isRoot }) => isRoot);
    // Without the engine its parts are not asked for, and there are none.
    const needed = this.installed() ? this.#health : roots;
    this.#complete ||=
      roots.every(({ known }) => known) &&
      needed.every(({ health }) => isSettled(health));
    this.listener.changed();
  }
}
