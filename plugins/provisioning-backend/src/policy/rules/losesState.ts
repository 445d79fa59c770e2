import type { Rule, RuleInput } from '../Rule';

/** The resources that hold data, and that the plan deletes or makes anew. */
export const lostState = ({
  summary,
  stateful,
}: Pick<RuleInput, 'summary' | 'stateful'>) =>
  summary.resources.filter(
    ({ type, action }) =>
      stateful.includes(type) && (action === 'delete' || action === 'replace'),
  );

/** Losing data is said, and confirmed by typing what is lost. */
export const losesState: Rule = {
  id: 'loses-state',
  severity: { guarded: 'warn', other: 'warn' },
  find: input =>
    lostState(input).map(({ address, action, attributes }) => ({
      address,
      attribute:
        attributes.find(({ forcesReplacement }) => forcesReplacement)?.path ??
        null,
      message:
        action === 'replace'
          ? 'It is deleted and made anew, and the data in it is lost'
          : 'It is deleted, and the data in it is lost',
      fix: 'Make sure that there is a backup, and that it can be restored',
    })),
};
