import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlanResource } from './planResources';

const object = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};

const CLOUDS: Array<[string, string]> = [
  ['aws_', 'aws'],
  ['google_', 'gcp'],
  ['cloudflare_', 'cloudflare'],
];

/** Undefined for providers that are no cloud, e.g. `random`. */
export const cloudOf = (type: string): string | undefined =>
  CLOUDS.find(([prefix]) => type.startsWith(prefix))?.[1];

const withoutZone = (cloud: string, place: string): string =>
  cloud === 'aws'
    ? place.replace(/(\d)[a-z]$/, '$1')
    : place.replace(/(\d)-[a-z]$/, '$1');

/** What a resource says itself of where it is. */
function ownRegion(cloud: string, { values }: PlanResource) {
  const arn = typeof values.arn === 'string' ? values.arn.split(':')[3] : '';
  const place = [
    values.region,
    values.location,
    values.zone,
    values.availability_zone,
    arn,
  ].find(value => typeof value === 'string' && value !== '');
  return typeof place === 'string' ? withoutZone(cloud, place) : undefined;
}

/** The region that the cloud's provider is set to, where that is one alone. */
function providerRegion(document: JsonObject, provider: string) {
  const configuration = object(document.configuration);
  const variables = object(document.variables);
  const regions = Object.values(object(configuration.provider_config))
    .map(object)
    .filter(config => config.full_name === provider)
    .map(config => {
      const region = object(object(config.expressions).region);
      const [reference] = Array.isArray(region.references)
        ? region.references
        : [];
      return typeof reference === 'string'
        ? object(variables[reference.replace(/^var\./, '')]).value
        : region.constant_value;
    });
  const known = new Set(
    regions.filter((region): region is string => typeof region === 'string'),
  );
  return known.size === 1 && regions.every(region => region !== undefined)
    ? [...known][0]
    : undefined;
}

/**
 * Where a resource is; undefined when the plan does not say, as of one whose
 * provider is one of several.
 */
export function regionOf(
  document: JsonObject,
  resource: PlanResource,
): string | undefined {
  const cloud = cloudOf(resource.type);
  if (cloud === 'cloudflare') {
    return 'global';
  }
  return cloud
    ? ownRegion(cloud, resource) ?? providerRegion(document, resource.provider)
    : undefined;
}
