import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where templates lie. */
export const ROOT = join(import.meta.dirname, '..');

/** Names of every folder here that has a template.yaml. */
export function templateNames(): string[] {
  return readdirSync(ROOT)
    .filter(name => existsSync(join(ROOT, name, 'template.yaml')))
    .sort();
}
