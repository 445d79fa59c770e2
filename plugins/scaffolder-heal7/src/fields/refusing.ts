import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { Phrase } from '../translation/keys';
import { wordsFrom } from '../translation/words';
import type { Answers } from './answers';

/** What a field's validation may look at besides its own answer. */
export interface Around<O> {
  answers: Answers;
  options: O;
  apis: ApiHolder;
}

/** Keeps the wizard on its page while an answer has problems, in words. */
export function refusing<T, O = {}>(
  problemsOf: (answer: T, around: Around<O>) => Phrase[] | Promise<Phrase[]>,
): CustomFieldValidator<T, O> {
  return async (answer, field, context) => {
    const problems = await problemsOf(answer, {
      answers: context.formData as Answers,
      options: (context.uiSchema?.['ui:options'] ?? {}) as O,
      apis: context.apiHolder,
    });
    if (problems.length > 0) {
      const { say } = await wordsFrom(context.apiHolder);
      problems.forEach(problem => field.addError(say(problem)));
    }
  };
}
