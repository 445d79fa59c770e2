import assert from 'node:assert/strict';
import { waitFor } from '../../tools/test-cluster/index.mts';
import type { KubeObject } from '../../tools/test-cluster/index.mts';
import type { Answer, Backend } from './backend.mts';

/** What the deployments API answers; see deployments-common for the meaning. */
export type View = any;

/** One entity's deployments, as the portal's HTTP API tells them. */
export class EntityDeployments {
  readonly backend: Backend;
  readonly path: string;

  constructor(backend: Backend, name: string) {
    this.backend = backend;
    this.path = `/api/deployments/v1/entities/component/default/${name}`;
  }

  read(etag?: string): Promise<Answer<any>> {
    return this.backend.get(
      this.path,
      etag === undefined ? {} : { 'if-none-match': etag },
    );
  }

  /** The view in one cluster; fails when there is none, or several. */
  async view(cluster: string): Promise<View> {
    const { status, body } = await this.read();
    assert.equal(status, 200, JSON.stringify(body));
    const views = body.items.filter(
      (view: View) => view.state.cluster === cluster,
    );
    assert.equal(views.length, 1, `${views.length} rollouts in ${cluster}`);
    return views[0];
  }

  /** Waits until the API shows what is wanted. */
  async until(
    cluster: string,
    what: string,
    wanted: (state: any, view: View) => boolean,
    timeout = 60_000,
  ): Promise<any> {
    let last: any;
    try {
      return await waitFor(
        what,
        async () => {
          const view = await this.view(cluster);
          last = view.state;
          return wanted(view.state, view) ? view.state : undefined;
        },
        { timeout },
      );
    } catch (error) {
      throw new Error(`${error}; last seen: ${JSON.stringify(last)}`);
    }
  }

  /** Acts on what was seen in `state`. */
  act(
    state: any,
    action: string,
    parameters: object = {},
  ): Promise<Answer<any>> {
    const { cluster, namespace, name, engine, basis } = state;
    return this.backend.post(`${this.path}/actions`, {
      target: { cluster, namespace, name, engine },
      action,
      basis,
      ...parameters,
    });
  }

  /** Acts and expects it to be carried out. */
  async actDone(state: any, action: string, parameters: object = {}) {
    const answer = await this.act(state, action, parameters);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.state;
  }
}

/** The phase that the controller itself reports, in our words. */
export function controllersPhase(rollout: KubeObject): string {
  return String(rollout.status?.phase ?? 'unknown').toLowerCase();
}
