import {
  createVirtualClock,
  type VirtualClock,
} from '../clock/virtualClock.mts';
import { deploy } from '../scenario/deploy.mts';
import {
  NAMESPACE,
  type Release,
  type ServiceDefinition,
} from '../scenario/service.mts';
import type { AnalysisRun } from '../simulator/analysisTypes.mts';
import type { Rollout } from '../simulator/rollout/types.mts';
import { Simulator } from '../simulator/simulator.mts';
import type { Pod, ReplicaSet } from '../simulator/workloadTypes.mts';
import { ObjectStore } from '../store/objectStore.mts';
import { applyMergePatch } from '../store/patches.mts';
import { RESOURCES } from '../store/resourceType.mts';
import type { Json } from '../kubeObject.mts';

/** A service for tests: a canary of four pods, unless told otherwise. */
export function testService(
  changes: Partial<ServiceDefinition> = {},
): ServiceDefinition {
  return {
    name: 'shop',
    image: 'ghcr.io/heal7/shop',
    port: 3000,
    replicas: 4,
    strategy: 'canary',
    steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }],
    backgroundAnalysis: false,
    resources: { requests: {}, limits: {} },
    ...changes,
  };
}

/** UIDs that are the same in every run. */
export function countedUids(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
}

/** A cluster without a server whose time the test moves on. */
export class SimulatedCluster {
  readonly clock: VirtualClock = createVirtualClock(
    Date.parse('2026-01-05T09:00:00Z'),
  );
  readonly store = new ObjectStore({
    clock: this.clock,
    createUid: countedUids(),
  });
  readonly problems: string[] = [];
  readonly simulator = new Simulator(this.store, this.clock, 'eks-test', line =>
    this.problems.push(line),
  );
  readonly service: ServiceDefinition;

  constructor(service: ServiceDefinition = testService()) {
    this.service = service;
  }

  /** Deploys a version and lets everything happen that needs no time. */
  release(version: string, fault?: Release['fault']): void {
    deploy(this.store, this.service, { version, fault });
    this.simulator.tick();
  }

  /** Deploys a first version and waits until it is healthy. */
  start(version: string): this {
    this.release(version);
    this.run(20);
    return this;
  }

  /** Moves on second by second; `each` looks at every one. */
  run(seconds: number, each: () => void = () => {}): void {
    for (let second = 0; second < seconds; second += 1) {
      this.clock.advance(1000);
      this.simulator.tick();
      each();
    }
  }

  /** Merge-patches the rollout, as a client would. */
  patch(patch: Json, part: 'main' | 'status' = 'main'): void {
    const patched = applyMergePatch(this.rollout as unknown as Json, patch);
    this.store.replace(RESOURCES.rollouts, patched as unknown as Rollout, part);
    this.simulator.tick();
  }

  patchStatus(status: Json): void {
    this.patch({ status }, 'status');
  }

  get rollout(): Rollout {
    const { name } = this.service;
    const found = this.store.get<Rollout>(RESOURCES.rollouts, NAMESPACE, name);
    if (!found) {
      throw new Error(`${name} is not deployed`);
    }
    return found;
  }

  get status(): NonNullable<Rollout['status']> {
    return this.rollout.status ?? { canary: {}, blueGreen: {} };
  }

  /** `Phase` or `Phase: message`. */
  get phase(): string {
    const { phase, message } = this.status;
    return message ? `${phase}: ${message}` : `${phase}`;
  }

  get replicaSets(): ReplicaSet[] {
    const { uid } = this.rollout.metadata;
    return this.store.ownedBy<ReplicaSet>(RESOURCES.replicaSets, uid);
  }

  /** The ReplicaSet that runs a version. */
  replicaSet(version: string): ReplicaSet {
    const image = `${this.service.image}:${version}`;
    const found = this.replicaSets.find(
      ({ spec }) => spec.template.spec.containers[0].image === image,
    );
    if (!found) {
      throw new Error(`no ReplicaSet runs ${image}`);
    }
    return found;
  }

  get pods(): Pod[] {
    return this.store.list<Pod>(RESOURCES.pods);
  }

  get runs(): AnalysisRun[] {
    return this.store.list<AnalysisRun>(RESOURCES.analysisRuns);
  }

  /** Reasons of the events about the rollout, oldest first. */
  get eventReasons(): string[] {
    return this.store
      .list(RESOURCES.events)
      .map(event => (event as unknown as { reason: string }).reason);
  }
}
