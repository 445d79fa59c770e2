/**
 * Renders a template without the portal, by the portal's own engine:
 *
 *   npm run template -- NAME [--values FILE] [--out DIR]
 *   npm run template -- --golden     writes every golden example anew
 *   npm run template -- --check      what check.mts does
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { goldenExamples, writeGolden } from './engine/golden.mts';
import { render } from './engine/render.mts';
import { loadTemplate, TemplateError } from './engine/template.mts';

const USAGE = 'usage: npm run template -- NAME [--values FILE] [--out DIR]';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      values: { type: 'string' },
      out: { type: 'string' },
      golden: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  });
  if (values.check) {
    await import('./check.mts');
    return;
  }
  if (values.golden) {
    for (const example of goldenExamples()) {
      await writeGolden(example);
      console.log(`wrote ${example.title}`);
    }
    return;
  }
  const [name] = positionals;
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
