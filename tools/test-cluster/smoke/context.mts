import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyObjects, readManifests } from '../src/api/apply.mts';
import { dumpNamespace } from '../src/api/dump.mts';
import {
  PATCH,
  type KubeClient,
  type KubeObject,
} from '../src/api/kube-client.mts';
import { Nudge } from '../src/nudge.mts';
import { toolRoot } from '../src/paths.mts';
import { waitFor } from '../src/wait.mts';
import type { Report } from './report.mts';

/** What a scenario is given. */
export interface ScenarioOptions {
  namespace: string;
  /** Every right. */
  admin: KubeClient;
  /** The rights of `rbac/portal-act.yaml`. */
  act: KubeClient;
  report: Report;
  /** Where to write the objects seen at each moment, if anywhere. */
  captureDir?: string;
}

/** One rollout in a namespace of its own, and what a scenario does with it. */
export class Scenario {
  readonly options: ScenarioOptions;
  readonly #name: string;

  constructor(name: string, options: ScenarioOptions) {
    this.#name = name;
    this.options = options;
  }

  /** The path of the rollout. */
  get path(): string {
    return `/apis/argoproj.io/v1alpha1/namespaces/${
      this.options.namespace
    }/rollouts/${this.#name}`;
  }

  /** The path of another object of the namespace. */
  pathOf(resource: string): string {
    return resource.startsWith('/')
      ? resource
      : `/apis/${resource.replace(
          'NS',
          `namespaces/${this.options.namespace}`,
        )}`;
  }

  /** Applies `scenarios/<file>.yaml` into the scenario's namespace. */
  async apply(
    file: string,
    edit: (object: KubeObject) => void = () => {},
  ): Promise<void> {
    const { admin, namespace } = this.options;
    const objects = await readManifests(
      join(toolRoot, 'scenarios', `${file}.yaml`),
    );
    for (const object of objects) {
      object.metadata.namespace = namespace;
      edit(object);
    }
    await applyObjects(admin, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...objects,
    ]);
  }

  rollout(): Promise<KubeObject> {
    return this.options.admin.get(this.path);
  }

  /** Deploys: sets image and pod annotations of the template's container. */
  async deploy(
    image: string,
    annotations: Record<string, string | null> = {},
    spec: Record<string, unknown> = {},
  ): Promise<void> {
    const { spec: current } = await this.rollout();
    const [container] = current.template.spec.containers;
    await this.options.admin.patch(this.path, {
      spec: {
        ...spec,
        template: {
          metadata: { annotations },
          spec: { containers: [{ ...container, image }] },
        },
      },
    });
  }

  /** Patches the rollout as the portal's acting identity does. */
  async actOnSpec(spec: object): Promise<void> {
    await this.options.act.patch(this.path, { spec }, PATCH.merge);
  }

  /** Patches the status subresource as the portal's acting identity does. */
  async actOnStatus(status: object): Promise<void> {
    await this.options.act.patch(
      `${this.path}/status`,
      { status },
      PATCH.merge,
    );
  }

  /**
   * Waits until the controller has seen the latest spec and the rollout is as
   * wanted. It counts as one check.
   */
  async until(
    what: string,
    wanted: (rollout: KubeObject) => boolean,
    timeout = 60_000,
  ): Promise<KubeObject> {
    const nudge = new Nudge(this.options.admin, this.path);
    return this.#report(what, () =>
      waitFor(
        what,
        async () => {
          const rollout = await this.rollout();
          const { observedGeneration } = rollout.status ?? {};
          const observed =
            Number(observedGeneration) >= (rollout.metadata.generation ?? 0);
          if (observed && wanted(rollout)) {
            return rollout;
          }
          await nudge.see(rollout);
          throw new Error(`the last was ${describeRollout(rollout)}`);
        },
        { timeout, interval: 40 },
      ),
    );
  }

  /** Checks something at once. */
  check(what: string, test: () => Promise<void> | void): Promise<void> {
    return this.#report(what, async () => test());
  }

  /** Checks something that becomes true within seconds. */
  async eventually(what: string, test: () => Promise<void>): Promise<void> {
    await this.#report(what, () =>
      waitFor(what, () => test().then(() => true), { timeout: 15_000 }),
    );
  }

  #report<T>(what: string, test: () => Promise<T>): Promise<T> {
    return this.options.report.check(
      `${this.options.namespace}: ${what}`,
      test,
    );
  }

  /** Writes down every object of the namespace as it is now. */
  async capture(moment: string): Promise<void> {
    const { captureDir, admin, namespace } = this.options;
    if (captureDir) {
      await mkdir(captureDir, { recursive: true });
      await writeFile(
        join(captureDir, `${moment}.yaml`),
        await dumpNamespace(admin, namespace),
      );
    }
  }
}

function describeRollout({ metadata, status }: KubeObject): string {
  const { phase, message, currentStepIndex, pauseConditions } = status ?? {};
  return JSON.stringify({
    generation: metadata.generation,
    observed: status?.observedGeneration,
    phase,
    message,
    currentStepIndex,
    pauseConditions,
  });
}

/** Whether a rollout is in a phase, and at a step if one is given. */
export function inPhase(phase: string, step?: number) {
  return ({ status }: KubeObject): boolean =>
    status?.phase === phase &&
    (step === undefined || status.currentStepIndex === step);
}
