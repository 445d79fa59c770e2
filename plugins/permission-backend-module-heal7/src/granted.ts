import type { Config } from '@backstage/config';

const ENTITY_REF = /^(user|group):[^/\s]+\/[^/\s]+$/;

/**
 * Reads whom a grant is for: one of the words, or users and groups.
 *
 * @throws Error naming the key, when it names nobody.
 */
export function readGranted<Word extends string>(
  config: Config,
  at: string,
  words: readonly Word[],
): Word | string[] {
  const raw = config.get('to');
  const word = words.find(candidate => candidate === raw);
  if (word !== undefined) {
    return word;
  }
  const refs = config.getStringArray('to');
  const wrong = refs.find(ref => !ENTITY_REF.test(ref));
  if (wrong !== undefined) {
    throw new Error(
      `${at}: '${wrong}' names nobody; write ${words
        .map(candidate => `'${candidate}'`)
        .join(', ')} or full refs such as group:default/platform-team`,
    );
  }
  return refs;
}
