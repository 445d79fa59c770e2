import type { RequestHandler } from 'express';
import type {
  EntityDeploymentsParts,
  EntityDeploymentsView,
} from '../views/EntityDeploymentsView';
import type { EntityLoader } from './EntityLoader';
import { sendTagged } from './etag';

/** `GET /v1/entities/:kind/:namespace/:name`. @internal */
export function entityRoute(
  loader: EntityLoader,
  view: EntityDeploymentsView,
): RequestHandler {
  return async (request, response) => {
    const { entity, credentials } = await loader.load(request);
    const parts = await view.of(entity, credentials);
    sendTagged(request, response, identityOf(parts), () => textOf(parts));
  };
}

/** Versions stand for the states: the long texts are not hashed. */
function identityOf({ items, ...rest }: EntityDeploymentsParts): string {
  return JSON.stringify([
    rest,
    items.map(({ view, version }) => [view, version]),
  ]);
}

/** `EntityDeployments` as JSON, around the states' own texts. */
function textOf({ items, ...rest }: EntityDeploymentsParts): string {
  const texts = items.map(
    ({ view, stateText }) =>
      `{"state":${stateText},${JSON.stringify(view).slice(1)}`,
  );
  return `{"items":[${texts.join()}],${JSON.stringify(rest).slice(1)}`;
}
