import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import type {
  AppliedResource,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import fc from 'fast-check';
import { entityNameOf } from '../stacks/appliedResources';
import { entityOf } from './entityOf';

const stack = (more: Partial<Stack> = {}): Stack => ({
  id: '32b3adbb-d4ef-405e-aa70-ef29e71d29ee',
  name: 'web-objects',
  module: 'object-storage',
  environment: 'staging',
  owner: 'group:default/web-team',
  system: null,
  component: null,
  costCentre: 'CC-7',
  deletionProtection: false,
  inputs: {},
  definitionUrl: null,
  executor: 'terraform',
  requestedBy: 'user:default/alice',
  createdAt: '2026-11-24T00:00:00.000Z',
  version: 1,
  ...more,
});

const resource = (more: Partial<AppliedResource> = {}): AppliedResource => ({
  address: 'aws_s3_bucket.main',
  type: 'aws_s3_bucket',
  name: 'heal7-web-objects',
  entityRef: 'resource:default/web-objects-bucket',
  consoleUrl: null,
  ...more,
});

const options = {
  type: 'object-storage',
  page: 'https://portal.example.com/infrastructure/stacks/1',
};

/** As the catalog judges what a provider gives it. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

describe('entityOf', () => {
  it('stands for a resource of a component', () => {
    expect(
      entityOf(
        stack({
          system: 'system:default/shop',
          component: 'component:default/web',
        }),
        resource({ consoleUrl: 'https://console.example.com/b' }),
        options,
      ),
    ).toMatchObject({
      metadata: {
        name: 'web-objects-bucket',
        title: 'heal7-web-objects',
        tags: ['staging', 'object-storage'],
        links: [
          { url: options.page, type: 'stack' },
          { url: 'https://console.example.com/b', type: 'console' },
        ],
      },
      spec: {
        type: 'object-storage',
        owner: 'group:default/web-team',
        system: 'system:default/shop',
        dependencyOf: ['component:default/web'],
      },
    });
  });

  it('is none for what is of no interest', () => {
    expect(
      entityOf(stack(), resource({ entityRef: null }), options),
    ).toBeUndefined();
  });

  it('is one that the catalog takes, whatever the address and the cloud say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ minLength: 1 }),
        fc.option(fc.webUrl(), { nil: null }),
        async (address, environment, consoleUrl) => {
          const name = entityNameOf('web-objects', address);
          const entity = entityOf(
            stack({ environment }),
            resource({
              address,
              entityRef: `resource:default/${name}`,
              consoleUrl,
            }),
            options,
          )!;
          expect(await policy.enforce(entity)).toBeDefined();
          expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(
            true,
          );
        },
      ),
    );
  });
});
