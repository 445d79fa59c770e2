import { withDefaults } from './answers.mts';
import { resolve } from './render.mts';
import type { Answers, Json, Template } from './types.mts';

/** What the portal would run for some answers, with every input resolved. */
export type Planned = { id: string; action: string; input: Json };

/**
 * The steps whose condition holds. Outputs of earlier steps are not known here:
 * they resolve to nothing.
 */
export function planOf(template: Template, given: Answers): Planned[] {
  const answers = withDefaults(template, given);
  return template.steps
    .filter(step => step.if === undefined || resolve(step.if, answers))
    .map(({ id, action, input }) => ({
      id,
      action,
      input: resolve(input ?? {}, answers),
    }));
}

/** What is wrong with a plan for a repository here or on GitHub. */
export function planProblems(template: Template, given: Answers): string[] {
  const hosts: Array<[string, string[]]> = [
    ['local', ['heal7:publish:local', 'heal7:catalog:register-local']],
    ['github', ['publish:github', 'catalog:register']],
  ];
  return hosts.flatMap(([repoHost, expected]) => {
    const actions = planOf(template, { ...given, repoHost }).map(
      step => step.action,
    );
    const acting = actions.filter(action => /publish|register/.test(action));
    return [
      ...(acting.join() === expected.join()
        ? []
        : [`${repoHost}: runs ${acting.join(', ')}`]),
      ...(actions[0] === 'heal7:service:reserve-name'
        ? []
        : [`${repoHost}: does not look at the name first`]),
    ];
  });
}
