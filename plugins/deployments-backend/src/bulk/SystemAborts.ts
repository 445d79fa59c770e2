import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_PART_OF, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AbortCandidate,
  ClusterStatus,
  SystemAbortOutcome,
  SystemAbortPreview,
  SystemAbortRequest,
  SystemAbortResult,
  TargetAccess,
} from '@heal7/backstage-plugin-deployments-common';
import type { Request } from 'express';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import { whyDenied } from '../access/whyDenied';
import type { ActionService } from '../actions/ActionService';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import { newestRevision } from '../history/position';
import type { StoredTarget } from '../store/TargetStore';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import { inTurns } from './inTurns';

const MOST_OF_EACH = 200;
const AT_ONCE_IN_A_CLUSTER = 4;

const compare = (a: string, b: string) => {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
};

const orderKey = ({ target }: AbortCandidate) =>
  [target.cluster, target.namespace, target.name, target.engine].join('\n');

/**
 * The incident button: aborts what is being rolled out in a whole system.
 *
 * @internal
 */
export class SystemAborts {
  constructor(
    private readonly deps: {
      catalog: Pick<CatalogService, 'streamEntities'>;
      forCatalog: (
        credentials: BackstageCredentials,
      ) => Promise<BackstageCredentials>;
      view: Pick<EntityDeploymentsView, 'targets'>;
      statuses: () => Promise<ClusterStatus[]>;
      directory: Pick<ClusterDirectory, 'get'>;
      authorizer: TargetAuthorizer;
      actions: Pick<ActionService, 'attempt'>;
    },
  ) {}

  async preview(
    system: Entity,
    credentials: BackstageCredentials,
  ): Promise<SystemAbortPreview> {
    const { authorizer, directory, statuses, view } = this.deps;
    const [parts, decisions, clusters] = await Promise.all([
      this.partsOf(system, credentials),
      authorizer.decisionsFor(credentials),
      statuses(),
    ]);
    const watched = new Set(
      clusters
        .filter(({ condition }) => condition === 'watching')
        .map(({ name }) => name),
    );
    const found = new Map<string, AbortCandidate>();
    for (const entity of parts.values()) {
      for (const stored of await view.targets(entity)) {
        const cluster = directory.get(stored.state.cluster);
        const candidate = candidateOf(entity, stored, {
          access: authorizer.accessOf(decisions, entity, stored.state, cluster),
          environment: cluster?.config.environment ?? null,
          stale: !watched.has(stored.state.cluster),
        });
        // Of several entities that select it, one through which it works.
        const known = found.get(stored.id);
        if (!known || (known.refusal && !candidate.refusal)) {
          found.set(stored.id, candidate);
        }
      }
    }
    const all = [...found.values()].sort((a, b) =>
      compare(orderKey(a), orderKey(b)),
    );
    const abortable = all.filter(({ refusal }) => refusal === null);
    const refused = all.filter(({ refusal }) => refusal !== null);
    return {
      systemRef: stringifyEntityRef(system),
      items: [
        ...abortable.slice(0, MOST_OF_EACH),
        ...refused.slice(0, MOST_OF_EACH),
      ],
      abortable: abortable.length,
      refused: refused.length,
    };
  }

  /** @throws InputError when the name typed is not the system's. */
  async abort(
    system: Entity,
    body: SystemAbortRequest,
    caller: { credentials: BackstageCredentials; request?: Request },
  ): Promise<SystemAbortResult> {
    if (body.confirmation !== system.metadata.name) {
      throw new InputError(
        `Type the name of the system, '${system.metadata.name}', to confirm`,
      );
    }
    const systemRef = stringifyEntityRef(system);
    const parts = await this.partsOf(system, caller.credentials);
    const via = `system-abort:${randomUUID()}`;
    const items = await inTurns(
      body.targets,
      ({ target }) => target.cluster,
      AT_ONCE_IN_A_CLUSTER,
      async ({ target, entityRef, basis }): Promise<SystemAbortOutcome> => {
        const about = { target, entityRef };
        const entity = parts.get(entityRef);
        if (!entity) {
          const message = `${entityRef} is no part of ${systemRef} that you may read`;
          return { ...about, outcome: 'failed', message };
        }
        try {
          const { done } = await this.deps.actions.attempt(
            entity,
            { target, action: 'abort', basis, reason: body.reason },
            { ...caller, via },
          );
          const { result } = done;
          return {
            ...about,
            outcome: result.outcome,
            message: result.outcome === 'conflict' ? result.message : '',
          };
        } catch (error) {
          const { message } = error as Error;
          return { ...about, outcome: 'failed', message };
        }
      },
    );
    return { systemRef, items };
  }

  /** What belongs to the system, as the caller may read it, by ref. */
  private async partsOf(
    system: Entity,
    credentials: BackstageCredentials,
  ): Promise<Map<string, Entity>> {
    const { catalog, forCatalog } = this.deps;
    const parts = new Map<string, Entity>();
    for await (const entities of catalog.streamEntities(
      {
        filter: {
          [`relations.${RELATION_PART_OF.toLocaleLowerCase('en')}`]:
            stringifyEntityRef(system),
        },
      },
      { credentials: await forCatalog(credentials) },
    )) {
      entities.forEach(entity => parts.set(stringifyEntityRef(entity), entity));
    }
    return parts;
  }
}

function candidateOf(
  entity: Entity,
  { state }: StoredTarget,
  context: {
    access: TargetAccess;
    environment: string | null;
    stale: boolean;
  },
): AbortCandidate {
  const { access, environment, stale } = context;
  const { cluster, namespace, name, engine } = state;
  return {
    target: { cluster, namespace, name, engine },
    entityRef: stringifyEntityRef(entity),
    environment,
    phase: state.phase,
    images: newestRevision(state)?.images ?? [],
    basis: state.basis,
    stale,
    refusal: refusalOf(state, access),
  };
}

function refusalOf(
  { actions }: StoredTarget['state'],
  access: TargetAccess,
): AbortCandidate['refusal'] {
  const offer = actions.find(({ action }) => action === 'abort');
  if (!offer || offer.refusal) {
    return {
      code: 'nothing-to-abort',
      message: offer?.refusal?.message ?? 'Its engine cannot abort.',
    };
  }
  if (access.allowed.includes('abort')) {
    return null;
  }
  const { denial } = access;
  return {
    code:
      denial === 'not-claimed' || denial === 'no-credential'
        ? denial
        : 'not-permitted',
    message: `It cannot be aborted: ${
      denial === 'frozen'
        ? 'your permissions do not allow it'
        : whyDenied(access)
    }`,
  };
}
