// The portal's packages, as the backend loads them: their ES module builds name
// imports that Node cannot see in CommonJS dependencies.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const { ConfigReader } =
  require('@backstage/config') as typeof import('@backstage/config');
export const { ScmIntegrations } =
  require('@backstage/integration') as typeof import('@backstage/integration');
export const { createFetchTemplateAction, createFilesystemDeleteAction } =
  require('@backstage/plugin-scaffolder-backend') as typeof import('@backstage/plugin-scaffolder-backend');
export const { templateEntityV1beta3Validator: templateValidator } =
  require('@backstage/plugin-scaffolder-common') as typeof import('@backstage/plugin-scaffolder-common');
