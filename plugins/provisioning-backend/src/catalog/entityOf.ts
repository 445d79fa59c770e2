import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
} from '@backstage/catalog-model';
import type { ResourceEntityV1alpha1 } from '@backstage/catalog-model';
import {
  ADDRESS_ANNOTATION,
  STACK_ANNOTATION,
} from '@heal7/backstage-plugin-provisioning-common';
import type {
  AppliedResource,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';

/** Words of these, with single hyphens between them. */
const NO_TAG = /[^a-z0-9+#]+/g;
const LONGEST_TAG = 63;

function tagOf(text: string): string[] {
  const tag = text
    .toLocaleLowerCase('en-US')
    .replace(NO_TAG, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST_TAG)
    .replace(/-$/, '');
  return tag === '' ? [] : [tag];
}

/**
 * The entity that stands for a resource of a stack; undefined for one that is
 * of no interest.
 *
 * @param type - `spec.type`
 * @param page - address of the stack's page
 * @internal
 */
export function entityOf(
  stack: Stack,
  resource: AppliedResource,
  options: { type: string; page: string },
): ResourceEntityV1alpha1 | undefined {
  if (resource.entityRef === null) {
    return undefined;
  }
  const { name, namespace } = parseEntityRef(resource.entityRef);
  const location = `provisioning:${stack.id}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace,
      title: resource.name,
      description: `${resource.address} of the stack ${stack.name} in ${stack.environment}`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [STACK_ANNOTATION]: stack.id,
        [ADDRESS_ANNOTATION]: resource.address,
      },
      tags: [...new Set([...tagOf(stack.environment), ...tagOf(stack.module)])],
      links: [
        { url: options.page, title: stack.name, type: 'stack' },
        ...(resource.consoleUrl === null
          ? []
          : [{ url: resource.consoleUrl, title: 'Console', type: 'console' }]),
      ],
    },
    spec: {
      type: options.type,
      owner: stack.owner,
      ...(stack.system !== null && { system: stack.system }),
      ...(stack.component !== null && { dependencyOf: [stack.component] }),
    },
  };
}
