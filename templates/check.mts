/**
 * Checks every template: `node templates/check.mts`.
 *
 * Prints each statement that does not hold with its reasons, and
 * `N passed, N failed` as its last line. Exits 1 on a failure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { problemsOf, withDefaults } from './engine/answers.mts';
import { templateValidator } from './engine/backstage.mts';
import { composedFile, composedText, isOfStack } from './engine/compose.mts';
import { differences, filesOf } from './engine/files.mts';
import { goldenExamples, type GoldenExample } from './engine/golden.mts';
import {
  AWKWARD_TEXTS,
  REFUSED,
  STACK_REFUSED,
  STACK_VARIANTS,
  VARIANTS,
  type Change,
} from './engine/inputs.mts';
import { planProblems } from './engine/plan.mts';
import { render } from './engine/render.mts';
import { Report } from './engine/report.mts';
import { templateNames } from './engine/folders.mts';
import { layersOf } from './engine/layers.mts';
import {
  listedTemplates,
  loadTemplate,
  questionNames,
  textQuestions,
} from './engine/template.mts';
import type { Answers, Template } from './engine/types.mts';
import { fidelityProblems, validityProblems } from './engine/validity.mts';
import { wiringProblems } from './engine/wiring.mts';

const report = new Report();

async function rendered(template: Template, answers: Answers) {
  const out = await mkdtemp(join(tmpdir(), 'heal7-rendered-'));
  try {
    await render(template, answers, out);
    return filesOf(out);
  } finally {
    await rm(out, { recursive: true });
  }
}

async function checkTemplate(template: Template): Promise<void> {
  const { name } = template;
  const invalid = await templateValidator
    .check(template.document as never)
    .then(ok => (ok ? [] : ['its kind or apiVersion is another']))
    .catch((error: Error) => [error.message]);
  report.say(`${name}: template.yaml fits the schema of templates`, invalid);
  report.say(
    `${name}: what is asked, passed and used agree`,
    wiringProblems(template, layersOf(template)),
  );
  const composed = composedFile(name);
  report.say(
    `${name}: ${name}.yaml is what its source and shared/ make`,
    existsSync(composed) &&
      readFileSync(composed, 'utf8') === composedText(name)
      ? []
      : ['write it anew: npm run template -- --compose'],
  );
  report.say(
    `${name}: has a golden example`,
    goldenExamples().some(example => example.template.name === name)
      ? []
      : [`there is no ${name}/golden/<name>.yaml`],
  );
}

/** A template that makes no files, and so has neither source nor examples. */
async function checkByHand(name: string): Promise<void> {
  const document = parse(readFileSync(composedFile(name), 'utf8'));
  const invalid = await templateValidator
    .check(document)
    .then(ok => (ok ? [] : ['its kind or apiVersion is another']))
    .catch((error: Error) => [error.message]);
  report.say(`${name}.yaml fits the schema of templates`, invalid);
  report.say(
    `all.yaml lists ${name}`,
    listedTemplates().includes(name) ? [] : [`./${name}.yaml is missing`],
  );
}

async function checkExample(example: GoldenExample): Promise<void> {
  const { title, template, answers, folder } = example;
  const moved = differences(filesOf(folder), await rendered(template, answers));
  report.say(
    `${title} is what the template makes`,
    moved.length > 0
      ? [...moved, 'when that is meant: npm run template -- --golden']
      : [],
  );
  report.say(
    `${title} is published and registered once, where it was asked for`,
    planProblems(template, answers),
  );
  const [variants, refused] = isOfStack(template.name)
    ? [STACK_VARIANTS, STACK_REFUSED]
    : [VARIANTS, REFUSED];
  for (const [what, change] of asked(template, variants)) {
    await checkRendered(`${title} with ${what}`, template, {
      ...answers,
      ...change,
    });
  }
  for (const [what, change] of asked(template, refused)) {
    const problems = problemsOf(
      template,
      withDefaults(template, { ...answers, ...change }),
    );
    report.say(
      `${title} with ${what} is refused`,
      problems.length > 0 ? [] : [`${JSON.stringify(change)} was accepted`],
    );
  }
}

/** The changes to questions that a template does ask. */
function asked(template: Template, changes: Change[]): Change[] {
  const names = template.pages.flatMap(questionNames);
  return changes.filter(([, change]) =>
    Object.keys(change).every(name => names.includes(name)),
  );
}

async function checkRendered(
  title: string,
  template: Template,
  given: Answers,
): Promise<void> {
  const answers = withDefaults(template, given);
  const files = await rendered(template, answers);
  report.say(`${title}: every file is valid`, [
    ...validityProblems(files),
    ...fidelityProblems(files, answers),
  ]);
}

/** Awkward text in every question that takes text: refused, or written well. */
async function checkTexts({ title, template, answers }: GoldenExample) {
  for (const question of textQuestions(template)) {
    for (const [what, text] of AWKWARD_TEXTS) {
      const given = { ...answers, [question]: text };
      if (problemsOf(template, withDefaults(template, given)).length > 0) {
        report.say(`${title}: ${question} refuses ${what}`, []);
      } else {
        const said = `${title} with ${what} as ${question}`;
        await checkRendered(said, template, given);
      }
    }
  }
}

report.say(
  'all.yaml lists every template',
  templateNames()
    .filter(name => !listedTemplates().includes(name))
    .map(name => `./${name}.yaml is missing`),
);
await checkByHand('decommission-stack');
for (const name of templateNames()) await checkTemplate(loadTemplate(name));
for (const example of goldenExamples()) await checkExample(example);
for (const name of templateNames()) {
  const first = goldenExamples().find(({ template }) => template.name === name);
  if (first) await checkTexts(first);
}
process.exitCode = report.close() ? 0 : 1;
