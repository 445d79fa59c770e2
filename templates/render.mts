/**
 * Renders a template without the portal, by the portal's own engine:
 *
 *   npm run template -- NAME [--values FILE] [--out DIR]
 *   npm run template -- --compose         writes every <name>.yaml anew
 *   npm run template -- --golden [NAME]   ... and every golden example
 *   npm run template -- --check           what check.mts does
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { composeAll } from './engine/compose.mts';
import { goldenExamples, writeGolden } from './engine/golden.mts';
import { render } from './engine/render.mts';
import { loadTemplate } from './engine/template.mts';
import { TemplateError } from './engine/types.mts';

const USAGE = 'usage: npm run template -- NAME [--values FILE] [--out DIR]';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      values: { type: 'string' },
      out: { type: 'string' },
      compose: { type: 'boolean' },
      golden: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  });
  if (values.check) {
    await import('./check.mts');
    return;
  }
  const [name] = positionals;
  if (values.compose || values.golden) {
    console.log(`wrote ${composeAll().join('.yaml, ')}.yaml`);
  }
  if (values.golden) {
    for (const example of goldenExamples()) {
      if (name && example.template.name !== name) continue;
      await writeGolden(example);
      console.log(`wrote ${example.title}`);
    }
  }
  if (values.compose || values.golden) return;
  if (!name || positionals.length > 1) throw new TemplateError(USAGE);
  const template = loadTemplate(name);
  const file = values.values;
  if (file && !existsSync(file)) {
    throw new TemplateError(`There is no file ${file}`);
  }
  // Without answers of one's own, those of the template's first example.
  const answers = file
    ? parse(readFileSync(file, 'utf8'))
    : goldenExamples().find(example => example.template.name === name)?.answers;
  if (!answers) {
    throw new TemplateError(`${name} has no example: give --values FILE`);
  }
  const out = resolve(values.out ?? answers.name);
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new TemplateError(`${out} is not empty: choose another --out`);
  }
  await render(template, answers, out);
  console.log(`wrote ${out}`);
}

main().catch((error: unknown) => {
  const expected =
    error instanceof TemplateError ||
    (error instanceof TypeError && 'code' in error);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = expected ? 2 : 1;
});
