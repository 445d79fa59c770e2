import type { Rule } from '../Rule';

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;
const NAMED = 5;

/** An environment does not cost more than it may. */
export const budget: Rule = {
  id: 'within-budget',
  severity: { guarded: 'block', other: 'block' },
  find({ cost: { before, after }, budget: { limit, others } }) {
    if (limit === null) {
      return [];
    }
    const total = others + after.monthly;
    const unpriced = [...new Set(after.unpriced.map(({ address }) => address))];
    const more = unpriced.length - NAMED;
    const names =
      unpriced.slice(0, NAMED).join(', ') +
      (more > 0 ? ` and ${more} more` : '');
    const open = unpriced.length > 0 ? `; not in it: ${names}` : '';
    if (total > limit) {
      return [
        {
          address: null,
          attribute: null,
          message: `This stack would cost ${dollars(
            after.monthly,
          )} a month and the others of the environment ${dollars(
            others,
          )}: ${dollars(total)} of ${dollars(limit)}${open}`,
          fix: 'Make it smaller, remove something else, or have the budget raised',
          // What makes it cheaper is never held back by a budget.
          ...(after.monthly <= before.monthly
            ? { severity: 'warn' as const }
            : {}),
        },
      ];
    }
    return unpriced.length === 0
      ? []
      : [
          {
            address: null,
            attribute: null,
            message: `Whether the budget of ${dollars(
              limit,
            )} is kept is not certain: ${dollars(total)} is priced${open}`,
            fix: 'Look at what could not be priced before you approve',
            severity: 'warn',
          },
        ];
  },
};
