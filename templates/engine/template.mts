import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compose, composedFile } from './compose.mts';
import { ROOT, templateNames } from './folders.mts';
import {
  TemplateError,
  type Answers,
  type Page,
  type Step,
  type Template,
} from './types.mts';

/** Names of the templates that all.yaml gives to the catalog. */
export function listedTemplates(): string[] {
  const { spec } = parse(readFileSync(join(ROOT, 'all.yaml'), 'utf8'));
  return (spec.targets as string[]).map(target =>
    target.replace(/^\.\/(.*)\.yaml$/, '$1'),
  );
}

/** Composes a template by the name of its folder. */
export function loadTemplate(name: string): Template {
  if (!templateNames().includes(name)) {
    throw new TemplateError(
      `There is no template '${name}'; there are: ${templateNames().join(
        ', ',
      )}`,
    );
  }
  const document = compose(name);
  const { parameters, steps } = document.spec as Answers;
  return {
    name,
    folder: join(ROOT, name),
    file: composedFile(name),
    document,
    pages: parameters as unknown as Page[],
    steps: steps as unknown as Step[],
  };
}

/**
 * Every question of a page that the answers lead to: its own and those of the
 * branch that its `dependencies` choose.
 */
export function questionsOf(
  page: Page,
  answers: Answers,
): Record<string, Answers> {
  const chosen = Object.entries(page.dependencies ?? {}).map(
    ([on, { oneOf }]) =>
      oneOf.find(branch =>
        (branch.properties[on]?.enum as unknown[]).includes(answers[on]),
      )?.properties ?? {},
  );
  return Object.assign({}, ...chosen, page.properties);
}

/** The names of every question that a page can ask. */
export function questionNames(page: Page): string[] {
  const branches = Object.values(page.dependencies ?? {}).flatMap(
    ({ oneOf }) => oneOf,
  );
  return [
    ...new Set(
      [page, ...branches].flatMap(({ properties }) => Object.keys(properties)),
    ),
  ];
}

/** The questions that take any text: no choice, no list. */
export function textQuestions(template: Template): string[] {
  return template.pages.flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([name, schema]) =>
      schema.type === 'string' && !('enum' in schema) ? [name] : [],
    ),
  );
}
