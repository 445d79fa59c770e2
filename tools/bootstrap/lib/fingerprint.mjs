// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The package.json files of the workspaces, the root's first.
 *
 * @param {string} root
 * @returns {string[]} paths relative to the root, sorted after the first
 * @internal
 */
export function manifests(root) {
  const { workspaces = [] } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  /** @type {string[]} */
  const found = [];
  for (const pattern of workspaces) {
    // The patterns in use are folders with one star at their end.
    const parent = dirname(pattern);
    if (existsSync(join(root, parent))) {
      for (const name of readdirSync(join(root, parent))) {
        const manifest = `${parent}/${name}/package.json`;
        if (existsSync(join(root, manifest))) {
          found.push(manifest);
        }
      }
    }
  }
  return ['package.json', ...found.sort()];
}

/**
 * A hash over files and facts.
 *
 * @param {string} root
 * @param {string[]} files relative to the root; one that is absent counts too
 * @param {string[]} [facts] further text, such as a platform
 * @returns {string} hexadecimal SHA-256
 * @internal
 */
export function fingerprint(root, files, facts = []) {
  const hash = createHash('sha256');
  for (const fact of facts) {
    hash.update(`fact ${fact}\0`);
  }
  for (const file of files) {
    const path = join(root, file);
    const bytes = existsSync(path) ? readFileSync(path) : undefined;
    hash.update(`file ${file} ${bytes ? bytes.length : 'absent'}\0`);
    if (bytes) {
      hash.update(bytes);
    }
  }
  return hash.digest('hex');
}
