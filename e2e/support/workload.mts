import { join, resolve } from 'node:path';
import {
  applyObjects,
  Nudge,
  readManifests,
  waitFor,
} from '../../tools/test-cluster/index.mts';
import type {
  KubeClient,
  KubeObject,
} from '../../tools/test-cluster/index.mts';

const scenarios = resolve(
  import.meta.dirname,
  '../../tools/test-cluster/scenarios',
);

/** One rollout of a test cluster, reached with every right. */
export class Workload {
  readonly kube: KubeClient;
  readonly namespace: string;
  readonly name: string;

  constructor(kube: KubeClient, namespace: string, name: string) {
    this.kube = kube;
    this.namespace = namespace;
    this.name = name;
  }

  get path(): string {
    return `/apis/argoproj.io/v1alpha1/namespaces/${this.namespace}/rollouts/${this.name}`;
  }

  /**
   * Applies `scenarios/<scenario>.yaml` into the workload's namespace, and has
   * the rollout name the entity: the namespace less its prefix.
   */
  async apply(
    scenario: string,
    edit: (object: KubeObject) => void = () => {},
  ): Promise<void> {
    const objects = await readManifests(join(scenarios, `${scenario}.yaml`));
    for (const object of objects) {
      object.metadata.namespace = this.namespace;
      if (object.kind === 'Rollout') {
        object.metadata.annotations = {
          ...object.metadata.annotations,
          'heal7.com/entity': this.namespace.replace(/^heal7-/, ''),
        };
      }
      edit(object);
    }
    await applyObjects(this.kube, [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: this.namespace },
      },
      ...objects,
    ]);
  }

  rollout(): Promise<KubeObject> {
    return this.kube.get(this.path);
  }

  /** Sets the image, and annotations of the pods; the controller has seen it. */
  async deploy(
    image: string,
    annotations: Record<string, string | null> = {},
  ): Promise<void> {
    const { spec } = await this.rollout();
    const [container] = spec.template.spec.containers;
    await this.kube.patch(this.path, {
      spec: {
        template: {
          metadata: { annotations },
          spec: { containers: [{ ...container, image }] },
        },
      },
    });
    const nudge = new Nudge(this.kube, this.path);
    await waitFor(`the controller has seen ${image}`, async () => {
      const rollout = await this.rollout();
      await nudge.see(rollout);
      return isObserved(rollout) || undefined;
    });
  }

  /** Waits until the controller itself reports what is wanted. */
  async until(
    what: string,
    wanted: (rollout: KubeObject) => boolean,
  ): Promise<KubeObject> {
    const nudge = new Nudge(this.kube, this.path);
    return waitFor(
      `${this.name}: ${what}`,
      async () => {
        const rollout = await this.rollout();
        if (isObserved(rollout) && wanted(rollout)) {
          return rollout;
        }
        await nudge.see(rollout);
        return undefined;
      },
      { timeout: 90_000 },
    );
  }
}

const isObserved = ({ metadata, status }: KubeObject): boolean =>
  Number(status?.observedGeneration) >= (metadata.generation ?? 0);
