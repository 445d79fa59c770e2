import { hasCommand } from '../../bootstrap/lib/optional-tools.mjs';
import type { Lane } from './lane.mts';

/**
 * Why a lane cannot run here.
 *
 * @param has - whether a command is on PATH
 * @returns one phrase; `undefined` when it can
 * @internal
 */
export function whyNot(
  lane: Lane,
  has: (command: string) => boolean = command => hasCommand(command),
): string | undefined {
  const missing = (lane.needs ?? [])
    .filter(({ anyOf }) => !anyOf.some(has))
    .map(({ anyOf, hint }) => `${anyOf.join(' or ')} is not there: ${hint}`);
  return missing.length > 0 ? missing.join('; ') : undefined;
}
