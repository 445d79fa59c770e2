// The portal's packages, as the backend loads them: their ES module builds name
// imports that Node cannot see in CommonJS dependencies.
import { createRequire } from 'node:module';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';

const require = createRequire(import.meta.url);
// Ours is TypeScript, as the backend loads it too.
require('@backstage/cli/config/nodeTransform.cjs');

export const { ConfigReader } =
  require('@backstage/config') as typeof import('@backstage/config');
export const { ScmIntegrations } =
  require('@backstage/integration') as typeof import('@backstage/integration');
export const { createFetchTemplateAction, createFilesystemDeleteAction } =
  require('@backstage/plugin-scaffolder-backend') as typeof import('@backstage/plugin-scaffolder-backend');
export const { templateEntityV1beta3Validator: templateValidator } =
  require('@backstage/plugin-scaffolder-common') as typeof import('@backstage/plugin-scaffolder-common');
export const { createStampAction } =
  require('../../plugins/scaffolder-backend-module-heal7/src/actions/stamp/stamp') as {
    createStampAction: () => TemplateAction<any, any, any>;
  };
