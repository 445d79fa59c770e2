import { applyObjects } from '../api/apply.mts';
import type { KubeClient, KubeObject } from '../api/kube-client.mts';
import { waitFor } from '../wait.mts';
import { flaggerService, type FlaggerService } from './canary.mts';

/** One service that Flagger delivers, reached with every right. */
export class FlaggerWorkload {
  readonly client: KubeClient;
  readonly service: FlaggerService;
  readonly path: string;

  constructor(client: KubeClient, service: FlaggerService) {
    this.client = client;
    this.service = service;
    this.path = `/apis/flagger.app/v1beta1/namespaces/${service.namespace}/canaries/${service.name}`;
  }

  apply(): Promise<unknown> {
    return applyObjects(this.client, flaggerService(this.service));
  }

  canary(): Promise<KubeObject> {
    return this.client.get(this.path);
  }

  async deployment(suffix = ''): Promise<KubeObject> {
    return this.client.get(`${this.#deploymentPath}${suffix}`);
  }

  get #deploymentPath() {
    const { namespace, name } = this.service;
    return `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  }

  /** Weights of the VirtualService's route by the end of the hosts' names. */
  async weights(): Promise<Record<string, number>> {
    const { namespace, name } = this.service;
    const { spec } = await this.client.get(
      `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices/${name}`,
    );
    const routes: KubeObject[] = spec.http.at(-1).route;
    return Object.fromEntries(
      routes.map(({ destination, weight }) => [
        destination.host.slice(name.length + 1),
        weight ?? 0,
      ]),
    );
  }

  /** Sets the image, and annotations of the pods. */
  async deploy(
    image: string,
    annotations: Record<string, string | null> = {},
  ): Promise<void> {
    await this.client.patch(this.#deploymentPath, {
      spec: {
        template: {
          metadata: { annotations },
          spec: { containers: [{ name: 'app', image }] },
        },
      },
    });
  }

  /** Changes the Canary's spec. */
  async change(spec: object): Promise<void> {
    await this.client.patch(this.path, { spec });
  }

  /** Waits until Flagger itself reports what is wanted. */
  until(
    what: string,
    wanted: (status: any) => boolean,
    timeout = 120_000,
  ): Promise<KubeObject> {
    return waitFor(
      `${this.service.namespace}: ${what}`,
      async () => {
        const canary = await this.canary();
        if (canary.status && wanted(canary.status)) return canary;
        throw new Error(`the last was ${JSON.stringify(canary.status)}`);
      },
      { timeout },
    );
  }
}
