import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './folders.mts';
import { TemplateError, type Answers, type Json } from './types.mts';

const STACKS = join(ROOT, '..', 'infra', 'terraform', 'stacks');

/** A page that asks for inputs of a stack module, as its manifest has them. */
export type ModulePage = {
  /** Id of the module. */
  $module: string;
  title: string;
  /** The inputs to ask for, in order, and what they are called in Korean. */
  ask: Record<string, { title: string; description?: string }>;
};

type Manifest = {
  inputs: { required: string[]; properties: Record<string, Answers> };
};

const manifest = (module: string): Manifest =>
  parse(readFileSync(join(STACKS, module, 'stack.yaml'), 'utf8'));

/** The page, made of the manifest: the wizard cannot ask for anything else. */
export function modulePage({ $module, title, ask }: ModulePage): Answers {
  const { properties, required } = manifest($module).inputs;
  const question = (name: string): Answers => {
    const schema = properties[name];
    if (!schema) {
      throw new TemplateError(`The module ${$module} has no input '${name}'`);
    }
    const korean = ask[name]!;
    return {
      ...schema,
      title: `${schema.title} · ${korean.title}`,
      ...(schema.description !== undefined && {
        description: korean.description
          ? `${schema.description} · ${korean.description}`
          : schema.description,
      }),
    };
  };
  const names = Object.keys(ask);
  return {
    title,
    required: names.filter(name => required.includes(name)),
    properties: Object.fromEntries(
      names.map(name => [name, question(name)]),
    ) as Json,
  };
}

/**
 * Every input of a stack: what is asked for, and what is given.
 *
 * @throws TemplateError when that is not what the module takes
 */
export function inputsOf(
  pages: object[],
  { module, given = {} }: { module: string; given?: Answers },
): Answers {
  const asked = pages
    .filter((page): page is ModulePage => '$module' in page)
    .flatMap(page => Object.keys(page.ask));
  const inputs: Answers = {
    ...given,
    ...Object.fromEntries(
      asked.map(name => [name, `\${{ parameters.${name} }}`]),
    ),
  };
  const { properties, required } = manifest(module).inputs;
  const wrong = [
    ...required
      .filter(name => !(name in inputs))
      .map(name => `${name} is asked for nowhere`),
    ...Object.keys(given)
      .filter(name => !(name in properties))
      .map(name => `there is no ${name}`),
  ];
  if (wrong.length > 0) {
    throw new TemplateError(`The module ${module}: ${wrong.join(', ')}`);
  }
  return inputs;
}
