import { questionNames } from './template.mts';
import type { Template } from './types.mts';

const names = (text: string, object: string) =>
  new Set(
    [...text.matchAll(new RegExp(`\\b${object}\\.(\\w+)`, 'g'))].map(
      match => match[1]!,
    ),
  );

const missing = (from: Iterable<string>, among: Set<string>, said: string) =>
  [...from].filter(name => !among.has(name)).map(name => `${name}: ${said}`);

/** Whether what the wizard asks, the steps pass and the layers use agree. */
export function wiringProblems(
  template: Template,
  files: Map<string, string>,
): string[] {
  const asked = new Set(
    template.pages.flatMap(questionNames).filter(name => name !== 'review'),
  );
  const { steps, output } = template.document.spec as Record<string, unknown>;
  const used = names(JSON.stringify([steps, output]), 'parameters');

  const passed = new Set(
    template.steps.flatMap(step =>
      step.action === 'fetch:template'
        ? Object.keys((step.input?.values as object) ?? {})
        : [],
    ),
  );
  const text = [...files]
    .filter(([path]) => !/\/.github\/workflows\/|renovate.json$/.test(path))
    .flatMap(([path, content]) =>
      `${path}\n${content}`.match(/\$\{\{.*?\}\}|\{%.*?%\}/gs),
    )
    .join('\n');
  const read = names(text, 'values');

  const ids = template.steps.map(({ id }) => id);
  return [
    // After a crash the second of two is taken for the first, and left out.
    ...ids
      .filter((id, i) => ids.indexOf(id) !== i)
      .map(id => `${id}: two steps have this id`),
    ...missing(asked, used, 'asked in the wizard, used in no step'),
    ...missing(used, asked, 'used in a step, asked nowhere'),
    // What is asked may decide a step only.
    ...missing(
      [...passed].filter(name => !asked.has(name)),
      read,
      'passed to the layers, used in no file',
    ),
    ...missing(read, passed, 'used in a layer, passed by no step'),
  ];
}
