import type { PlannedValue } from '@heal7/backstage-plugin-provisioning-common';
import type { Phrase } from '../translation';

/** Characters of a value that are shown before somebody asks for the rest. */
const SHORT = 160;

/** A value for the screen: its text, or words in place of it. @internal */
export type ValueView =
  | { kind: 'text'; text: string; short: string | null }
  | { kind: 'words'; words: Phrase };

/** Cuts between characters, never inside one. */
function beginningOf(text: string): string | null {
  const characters = [...text];
  return characters.length > SHORT
    ? `${characters.slice(0, SHORT).join('')}…`
    : null;
}

/**
 * How a planned value is written. Texts stand in quotes, so that `"1"` is told
 * from `1`; a text of several lines stands as it is.
 *
 * @internal
 */
export function valueView(value: PlannedValue): ValueView {
  switch (value.kind) {
    case 'absent':
      return { kind: 'words', words: { key: 'value.absent' } };
    case 'sensitive':
      return { kind: 'words', words: { key: 'value.sensitive' } };
    case 'unknown':
      return { kind: 'words', words: { key: 'value.unknown' } };
    case 'long':
      return {
        kind: 'words',
        words: {
          key: 'value.long',
          params: { beginning: value.beginning, count: value.characters },
        },
      };
    default: {
      const text =
        typeof value.value === 'string' && value.value.includes('\n')
          ? value.value
          : JSON.stringify(value.value, null, 2);
      return { kind: 'text', text, short: beginningOf(text) };
    }
  }
}
