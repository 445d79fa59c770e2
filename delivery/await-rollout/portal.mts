import type { EntityDeployments } from '@heal7/backstage-plugin-deployments-common';

/** The portal says no, and will go on saying no. */
export class Refused extends Error {}

/** Worth asking again. */
export class Unavailable extends Error {
  /** Seconds the server asks to wait; 0 when it does not say. */
  readonly after: number;

  constructor(message: string, after = 0) {
    super(message);
    this.after = after;
  }
}

export type EntityRef = { kind: string; namespace: string; name: string };

/** @throws Error on what is no full entity ref. */
export function parseEntity(ref: string): EntityRef {
  const [, kind, namespace, name] =
    /^([a-z]+):([a-z0-9._-]+)\/([a-z0-9._-]+)$/i.exec(ref) ?? [];
  if (!name) {
    throw new Error(
      `'${ref}' is no entity: write kind:namespace/name, such as component:default/heal7-web-main`,
    );
  }
  return { kind: kind.toLowerCase(), namespace, name };
}

/** The page where people see, and decide, what this waits for. */
export function pageOf(portal: string, entity: EntityRef): string {
  const { kind, namespace, name } = entity;
  return `${base(portal)}/catalog/${namespace}/${kind}/${name}/deployments`;
}

/** A question about one entity's rollouts, asked again and again. */
export class DeploymentsClient {
  readonly #url: string;
  readonly #token: (renew: boolean) => Promise<string>;
  #etag = '';
  #answer: EntityDeployments | undefined;

  /** @param token - gives the token to send; `renew` after a 401 */
  constructor(
    portal: string,
    entity: EntityRef,
    token: (renew: boolean) => Promise<string>,
  ) {
    const { kind, namespace, name } = entity;
    this.#url = `${base(
      portal,
    )}/api/deployments/v1/entities/${kind}/${namespace}/${name}`;
    this.#token = token;
  }

  /** @throws Refused, Unavailable */
  async ask(): Promise<EntityDeployments> {
    let response = await this.#get(false);
    if (response.status === 401) response = await this.#get(true);
    if (response.status === 304 && this.#answer) return this.#answer;
    if (response.ok) {
      this.#answer = await answerOf(response);
      this.#etag = response.headers.get('etag') ?? '';
      return this.#answer;
    }
    const text = await messageOf(response);
    switch (response.status) {
      case 401:
        throw new Refused(
          `${
            this.#url
          } does not know this pipeline (401: ${text}): the portal's backend.auth.externalAccess must name this repository and environment`,
        );
      case 403:
        throw new Refused(
          `${
            this.#url
          } refuses this pipeline (403: ${text}): it may only use what accessRestrictions name`,
        );
      case 404:
        throw new Unavailable(`the portal has no such entity yet (${text})`);
      case 429:
      case 408:
        break;
      default:
        if (response.status < 500) {
          throw new Refused(`${this.#url}: ${response.status} ${text}`);
        }
    }
    throw new Unavailable(
      `the portal answers ${response.status} (${text})`,
      Number(response.headers.get('retry-after')) || 0,
    );
  }

  async #get(renew: boolean): Promise<Response> {
    const token = await this.#token(renew);
    try {
      return await fetch(this.#url, {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          ...(this.#etag ? { 'if-none-match': this.#etag } : {}),
        },
        // A portal that moves must be told to the pipeline, not followed with
        // a token in hand.
        redirect: 'error',
        signal: AbortSignal.timeout(20_000),
      });
    } catch (error) {
      const { message, cause } = error as Error;
      const why = (cause as Error | undefined)?.message ?? message;
      throw new Unavailable(`the portal cannot be reached (${why})`);
    }
  }
}

async function answerOf(response: Response): Promise<EntityDeployments> {
  const body = (await response.json().catch(() => undefined)) as
    | EntityDeployments
    | undefined;
  if (!Array.isArray(body?.items) || !Array.isArray(body.clusters)) {
    throw new Unavailable(
      'what answers is not the portal (no rollouts in its answer)',
    );
  }
  return body;
}

async function messageOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.slice(0, 200);
  }
}

const base = (portal: string) => portal.replace(/\/+$/, '');
