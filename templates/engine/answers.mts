import { validate, type Schema } from 'jsonschema';
import { TemplateError, type Answers, type Template } from './template.mts';

/** The given answers with the wizard's defaults for the rest. */
export function withDefaults(template: Template, given: Answers): Answers {
  const defaults = template.pages.flatMap(page =>
    Object.entries(page.properties).flatMap(([name, schema]) =>
      'default' in schema ? [[name, schema.default] as const] : [],
    ),
  );
  return { ...Object.fromEntries(defaults), ...given };
}

/** What the scaffolder would refuse about the answers; empty when nothing. */
export function problemsOf(template: Template, answers: Answers): string[] {
  const known = template.pages.flatMap(page => Object.keys(page.properties));
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
