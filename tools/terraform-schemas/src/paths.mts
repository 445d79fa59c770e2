import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the schemas of the providers are. */
export const schemasDir = resolve(here, '..', 'schemas');

/** Configurations with a mistake in them. */
export const plantedDir = resolve(here, '..', 'planted');

/** The infrastructure code. */
export const infrastructureDir = join(
  resolve(here, '..', '..', '..'),
  'infra',
  'terraform',
);
