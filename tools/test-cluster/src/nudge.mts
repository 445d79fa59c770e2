import type { KubeClient, KubeObject } from './api/kube-client.mts';

/** As long as this nothing happens to a rollout that only waits for its turn. */
const STILL_MS = 5_000;

/**
 * Keeps a rollout from standing still for no reason. Argo Rollouts 1.8 puts
 * what it wrote itself into its cache, and so can cover a change that came in
 * between: it acts on it only when something else of the rollout changes.
 */
export class Nudge {
  readonly #client: KubeClient;
  readonly #path: string;
  #version: string | undefined;
  #since = 0;

  constructor(client: KubeClient, path: string) {
    this.#client = client;
    this.#path = path;
  }

  /** Touches the rollout when it has been the same for some seconds. */
  async see({ metadata }: KubeObject): Promise<void> {
    const now = performance.now();
    if (metadata.resourceVersion !== this.#version) {
      this.#version = metadata.resourceVersion;
      this.#since = now;
    } else if (now - this.#since > STILL_MS) {
      this.#since = now;
      await this.#client.patch(this.#path, {
        metadata: { annotations: { 'test-cluster/nudge': String(now) } },
      });
    }
  }
}
