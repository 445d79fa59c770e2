import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { DeploymentView } from '@heal7/backstage-plugin-deployments-common';
import type { ActionService } from '../actions/ActionService';
import type { FleetView } from '../fleet/FleetView';
import type { EntityLoader } from '../router/EntityLoader';
import type { ActStore } from '../store/ActStore';
import type { RolloutStore } from '../store/RolloutStore';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';

/** What the actions for agents are made of. @internal */
export interface AgentDeps {
  loader: Pick<EntityLoader, 'permit' | 'entity'>;
  view: Pick<EntityDeploymentsView, 'of'>;
  fleet: Pick<FleetView, 'page'>;
  rollouts: Pick<RolloutStore, 'page'>;
  acts: Pick<ActStore, 'page'>;
  actions: Pick<ActionService, 'perform'>;
}

/**
 * The entity that an agent names, as its caller may see it.
 *
 * @throws InputError, NotAllowedError, NotFoundError
 * @internal
 */
export async function entityFor(
  deps: AgentDeps,
  text: string,
  credentials: BackstageCredentials,
): Promise<Entity> {
  await deps.loader.permit(credentials);
  let entityRef: string;
  try {
    entityRef = stringifyEntityRef(
      parseEntityRef(text, { defaultKind: 'component' }),
    );
  } catch (error) {
    throw new InputError(
      'entityRef must be like component:default/web-main',
      error,
    );
  }
  return deps.loader.entity(entityRef, credentials);
}

/** The rollouts of that entity. @internal */
export async function rolloutsFor(
  deps: AgentDeps,
  text: string,
  credentials: BackstageCredentials,
): Promise<DeploymentView[]> {
  const entity = await entityFor(deps, text, credentials);
  const { items } = await deps.view.of(entity, credentials);
  return items.map(({ view, stateText }) => ({
    ...view,
    state: JSON.parse(stateText),
  }));
}
