import { createHash } from 'node:crypto';
import type {
  AppliedResource,
  CatalogRule,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import type { StateResource } from '@heal7/backstage-plugin-provisioning-node';

/** Of the catalog, for names of entities. */
const LONGEST_NAME = 63;
const HASH = 8;

const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex').slice(0, HASH);

/**
 * The name of the entity that stands for a resource: readable, valid, and of
 * this resource alone, also where two addresses read alike or are too long.
 */
export function entityNameOf(stackName: string, address: string): string {
  const plain = `${stackName}-${address}`
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const hash = hashOf(`${stackName} ${address}`);
  const begin = plain.slice(0, LONGEST_NAME - HASH - 1).replace(/-$/, '');
  return `${begin}-${hash}`;
}

function consoleUrl(
  template: string | null,
  values: StateResource['values'],
): string | null {
  if (template === null) {
    return null;
  }
  let complete = true;
  const url = template.replace(/\{([^{}]+)\}/g, (_, attribute) => {
    const value = values[attribute];
    if (typeof value !== 'string' && typeof value !== 'number') {
      complete = false;
      return '';
    }
    return encodeURIComponent(value);
  });
  return complete ? url : null;
}

/** The resources of interest, by the module's rules. */
export function appliedResources(
  stack: Stack,
  rules: CatalogRule[],
  resources: StateResource[],
): AppliedResource[] {
  return resources.flatMap(({ address, type, values }) => {
    const rule = rules.find(({ match }) => match === type);
    if (!rule) {
      return [];
    }
    const name = values[rule.name];
    return [
      {
        address,
        type,
        name: typeof name === 'string' && name !== '' ? name : address,
        entityRef: `resource:default/${entityNameOf(stack.name, address)}`,
        consoleUrl: consoleUrl(rule.console, values),
      },
    ];
  });
}
