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
import type { ReflectedCollection, ReflectorSink } from '../watch/Reflector';
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
  /** Rollouts that could not be projected. */
  problems: { kind: string; message: string }[];
}

/**
 * How often in a row a kind has to be absent until what was seen of it is
 * forgotten: some seconds, in which a server that is starting learns of it.
 */
const ABSENCES_UNTIL_FORGOTTEN = 4;

interface CollectionHealth extends KindHealthEntry {
  isRoot: boolean;
  /** Listed once, or certainly absent. */
  known: boolean;
  absences: number;
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
  readonly #problems = new Map<string, { kind: string; message: string }>();
  #complete = false;

  constructor(
    private readonly cluster: string,
    readonly source: DeploymentSource,
    private readonly onChange: () => void,
  ) {
    this.#index = new FactIndex(source.root.id);
  }

  get health(): readonly KindHealthEntry[] {
    return this.#health;
  }

  /** Whether the picture has been complete at least once. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Registers one collection and returns what takes its objects in. */
  sinkFor(
    kind: WatchedKind,
    namespace: string | null,
  ): { collection: ReflectedCollection; sink: ReflectorSink } {
    const entry: CollectionHealth = {
      label:
        (kind.group ? `${kind.plural}.${kind.group}` : kind.plural) +
        (namespace ? ` in ${namespace}` : ''),
      health: { is: 'pending' },
      isRoot: kind.id === this.source.root.id,
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
    };
  }

  /** Projects what is dirty. Empty before the picture is complete. */
  takeChanges(): ProjectedChanges {
    const changes: ProjectedChanges = {
      puts: [],
      removals: [],
      problems: [],
    };
    if (!this.#complete) {
      return changes;
    }
    for (const uid of this.#index.takeDirty()) {
      const group = this.#index.group(this.cluster, uid);
      if (!group) {
        this.forget(uid, changes);
        continue;
      }
      const { namespace, name } = group.root;
      const { engine } = this.source;
      this.#refs.set(uid, { cluster: this.cluster, namespace, name, engine });
      try {
        changes.puts.push(this.source.project(group));
        this.#problems.delete(uid);
      } catch (error) {
        this.#problems.set(uid, {
          kind: `${namespace}/${name}`,
          message: `The ${engine} source could not read this rollout: ${
            (error as Error).message
          }`,
        });
      }
    }
    changes.problems.push(...this.#problems.values());
    return changes;
  }

  /** Makes the next `takeChanges` give out everything again. */
  markAllDirty(): void {
    this.#index.roots().forEach(uid => this.#index.markDirty(uid));
  }

  /** Whether a rollout of that name is there. */
  has(ref: DeploymentTargetRef): boolean {
    return this.#index.rootNamed(ref.namespace, ref.name) !== undefined;
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
      this.#problems.set(uid, {
        kind: `${kind.plural} ${namespace}/${name}`,
        message: `The ${this.source.engine} source could not read this object: ${
          (error as Error).message
        }`,
      });
      this.onChange();
      return null;
    }
  }

  private forget(uid: string, changes: ProjectedChanges): void {
    const ref = this.#refs.get(uid);
    this.#refs.delete(uid);
    this.#problems.delete(uid);
    // Made again under the same name: the new one takes the old one's place.
    if (ref && !this.has(ref)) {
      changes.removals.push(ref);
    }
  }

  private changed(): void {
    if (this.#complete && this.#index.hasDirty()) {
      this.onChange();
    }
  }

  private healthChanged(): void {
    this.#complete ||= this.#health.every(
      ({ health, isRoot, known }) => isSettled(health) && (known || !isRoot),
    );
    this.onChange();
  }
}
