import type { JsonObject } from '@backstage/types';
import type { TemplateDiffLine } from '@heal7/backstage-plugin-deployments-common';
import { diffArrays } from 'diff';
import { stringify } from 'yaml';

const CONTEXT = 3;

/** Beyond this many changed lines the shortest way is not looked for. */
const MAX_EDITS = 2_000;

/** Keys are sorted: the API server's order says nothing. */
const linesOf = (template: JsonObject): string[] =>
  stringify(template, { sortMapEntries: true, lineWidth: 0 })
    .replace(/\n$/, '')
    .split('\n');

function allLines(before: string[], after: string[]): TemplateDiffLine[] {
  const parts = diffArrays(before, after, { maxEditLength: MAX_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return parts.flatMap(({ value, added, removed }) => {
    const changed = added ? 'added' : 'removed';
    const kind = added || removed ? changed : 'same';
    return value.map(text => ({ kind, text } as const));
  });
}

/**
 * The lines in which two templates differ, as YAML, with some around them.
 * Empty when they are the same. The text of a gap is the number of lines left
 * out.
 *
 * @internal
 */
export function templateDiff(
  current: JsonObject,
  target: JsonObject,
): TemplateDiffLine[] {
  const lines = allLines(linesOf(current), linesOf(target));
  const changes = lines.flatMap(({ kind }, index) =>
    kind === 'same' ? [] : [index],
  );
  const shown = new Set(
    changes.flatMap(index =>
      Array.from(
        { length: 2 * CONTEXT + 1 },
        (_, offset) => index - CONTEXT + offset,
      ),
    ),
  );
  if (changes.length === 0) {
    return [];
  }
  const result: TemplateDiffLine[] = [];
  let left = 0;
  const close = () => {
    if (left > 0) {
      result.push({ kind: 'gap', text: String(left) });
      left = 0;
    }
  };
  lines.forEach((line, index) => {
    if (shown.has(index)) {
      close();
      result.push(line);
    } else {
      left += 1;
    }
  });
  close();
  return result;
}
