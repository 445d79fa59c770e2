import type { Template } from './template.mts';

const names = (text: string, object: string) =>
  new Set(
    [...text.matchAll(new RegExp(`\\b${object}\\.(\\w+)`, 'g'))].map(
      match => match[1]!,
    ),
  );

const missing = (from: Iterable<string>, among: Set<string>, said: string) =>
  [...from].filter(name => !among.has(name)).map(name => `${name}: ${said}`);

/** Whether what the wizard asks, the steps pass and the skeleton uses agree. */
export function wiringProblems(
  template: Template,
  skeleton: Map<string, string>,
): string[] {
  const asked = new Set(
    template.pages.flatMap(page => Object.keys(page.properties)),
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
  const text = [...skeleton]
    .filter(([path]) => !path.startsWith('.github/workflows/'))
    .flatMap(([path, content]) =>
      `${path}\n${content}`.match(/\$\{\{.*?\}\}|\{%.*?%\}/gs),
    )
    .join('\n');
  const read = names(text, 'values');

  return [
    ...missing(asked, used, 'asked in the wizard, used in no step'),
    ...missing(used, asked, 'used in a step, asked nowhere'),
    ...missing(passed, read, 'passed to the skeleton, used in no file'),
    ...missing(read, passed, 'used in the skeleton, passed by no step'),
  ];
}
