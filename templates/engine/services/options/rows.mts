import { problemsOf, withDefaults } from '../../answers.mts';
import { goldenExamples, type GoldenExample } from '../../golden.mts';
import { VARIANTS } from '../../inputs.mts';
import { questionsOf } from '../../template.mts';
import type { Answers, Template } from '../../types.mts';
import { pairwise } from './cover.mts';
import { factorsOf } from './factors.mts';

/** Answers to be rendered. */
export type Row = {
  title: string;
  /** What sets it apart, where the title does not say so. */
  options?: string;
  template: Template;
  answers: Answers;
  /** Whether it is built anew where results of earlier runs do not count. */
  golden: boolean;
  /** Texts by which it does not differ from other rows. */
  ownTexts: string[];
};

/** All that is hard to quote, in one description. */
const AWKWARD =
  '사주 "quoted" it\'s: - [x #1 `id` $(id) ${{ parameters.name }} {% raw %} \\n <b> 🔮';

const LONGEST = VARIANTS.map(([, change]) => String(change.name ?? ''))
  .sort((a, b) => b.length - a.length)
  .at(0)!;

/** Keeps what is asked at all, the other answers being what they are. */
function asked(template: Template, answers: Answers): Answers {
  const questions = template.pages.flatMap(page =>
    Object.keys(questionsOf(page, answers)),
  );
  return Object.fromEntries(
    Object.entries(answers).filter(([name]) => questions.includes(name)),
  );
}

const short = (answers: Answers): string =>
  Object.entries(answers)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');

/** The examples of a template, one with awkward text, and the pairwise cover. */
export function rowsOf(template: Template): Row[] {
  const examples: GoldenExample[] = goldenExamples().filter(
    example => example.template.name === template.name,
  );
  const [first] = examples;
  if (!first) return [];
  const complete = (answers: Answers) =>
    asked(template, withDefaults(template, answers));
  // What one example leaves out another one may be asked for.
  const given: Answers = Object.assign(
    {},
    ...examples.map(({ answers }) => answers).reverse(),
  );
  const ownTexts = ({ name, description }: Answers) =>
    [name, description] as string[];
  const cover = pairwise(
    factorsOf(
      template,
      given,
      answers => problemsOf(template, complete(answers)).length === 0,
    ),
  );
  return [
    ...examples.map((example, index) => ({
      title: example.title,
      template,
      answers: complete(example.answers),
      golden: index === 0,
      ownTexts: ownTexts(example.answers),
    })),
    {
      title: `${template.name} with an awkward description and a long name`,
      template,
      answers: complete({
        ...first.answers,
        name: LONGEST,
        description: AWKWARD,
      }),
      golden: false,
      // Built for the sake of these.
      ownTexts: [],
    },
    ...cover.map((changes, index) => ({
      title: `${template.name} #${index + 1}`,
      options: short(changes),
      template,
      answers: complete({ ...given, ...changes }),
      golden: false,
      ownTexts: ownTexts(first.answers),
    })),
  ];
}
