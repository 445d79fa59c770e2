// @ts-check
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the portal does without, and what that turns off. */
const optional = [
  {
    anyOf: ['python3'],
    turnsOff:
      'the documentation pages (TechDocs) are not built, and there is no sandbox',
  },
  {
    anyOf: ['go'],
    turnsOff: 'no real test cluster, `npm run cluster`',
  },
  {
    anyOf: ['terraform', 'tofu'],
    turnsOff: 'infrastructure is not planned from the portal',
  },
];

/**
 * Whether a command can be found.
 *
 * @param {string} command
 * @param {string | undefined} path the PATH to look in
 * @returns {boolean}
 * @internal
 */
export function hasCommand(command, path = process.env.PATH) {
  return (path ?? '')
    .split(delimiter)
    .filter(Boolean)
    .some(folder => {
      try {
        accessSync(join(folder, command), constants.X_OK);
        return true;
      } catch {
        // Not in this folder: the next one may have it.
        return false;
      }
    });
}

/**
 * Names the optional tools that are not there.
 *
 * @param {(command: string) => boolean} [has]
 * @returns {string | undefined} one line; undefined when nothing is missing
 * @internal
 */
export function missingTools(has = command => hasCommand(command)) {
  const missing = optional
    .filter(({ anyOf }) => !anyOf.some(has))
    .map(({ anyOf, turnsOff }) => `${anyOf.join(' or ')} (${turnsOff})`);
  return missing.length > 0
    ? `Optional tools not found: ${missing.join('; ')}`
    : undefined;
}
