import { validate, type Schema } from 'jsonschema';
import { questionNames, questionsOf } from './template.mts';
import { TemplateError, type Answers, type Template } from './types.mts';

/** The given answers with the wizard's defaults for the rest. */
export function withDefaults(template: Template, given: Answers): Answers {
  return template.pages.reduce<Answers>((answers, page) => {
    // The page's own first: what depends on them is asked only then.
    const own = { ...defaultsOf(page.properties), ...answers };
    return { ...defaultsOf(questionsOf(page, own)), ...own };
  }, given);
}

const defaultsOf = (questions: Record<string, Answers>): Answers =>
  Object.fromEntries(
    Object.entries(questions).flatMap(([name, schema]) =>
      'default' in schema ? [[name, schema.default!] as const] : [],
    ),
  );

/** What the scaffolder would refuse about the answers; empty when nothing. */
export function problemsOf(template: Template, answers: Answers): string[] {
  const known = template.pages.flatMap(questionNames);
  const unknown = Object.keys(answers)
    .filter(name => !known.includes(name))
    .map(name => `${name}: the template asks for no such thing`);
  const wrong = template.pages.flatMap(page =>
    validate(answers, page as unknown as Schema).errors.map(
      ({ path, message }) => `${path.join('.') || page.title}: ${message}`,
    ),
  );
  return [...unknown, ...wrong];
}

/** Completes and judges answers as the portal does before it starts a task. */
export function completeAnswers(template: Template, given: Answers): Answers {
  const answers = withDefaults(template, given);
  const problems = problemsOf(template, answers);
  if (problems.length > 0) {
    throw new TemplateError(
      `${template.name} refuses these answers:\n  ${problems.join('\n  ')}`,
    );
  }
  return answers;
}
