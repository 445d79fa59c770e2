import { VARIANTS } from '../../inputs.mts';
import { textQuestions } from '../../template.mts';
import type { Answers, Json, Template } from '../../types.mts';
import type { Factors } from './cover.mts';

/** The values of a question that its schema alone tells to be worth a try. */
export function edgesOf(schema: Answers): Json[] {
  const { type, items, minimum, maximum } = schema;
  const own = 'default' in schema ? [schema.default!] : [];
  if (Array.isArray(schema.enum)) return schema.enum;
  if (type === 'boolean') return [false, true];
  if (type === 'integer' || type === 'number') {
    return [...own, minimum, maximum].filter(
      value => value !== undefined,
    ) as Json[];
  }
  const choices = (items as Answers | undefined)?.enum;
  const list = Array.isArray(choices) ? choices : schema.default;
  if (type === 'array' && Array.isArray(list)) {
    return [...own, [], list.slice(0, 1), list.slice(0, 2)];
  }
  return own;
}

/** What people's own values add, for questions whose schema tells too little. */
const interesting = (name: string): Json[] =>
  VARIANTS.flatMap(([, change]) => (name in change ? [change[name]!] : []));

/** Every question, in whichever branch it is asked. */
function schemasOf({ pages }: Template): Array<[string, Answers]> {
  return pages.flatMap(page => [
    ...Object.entries(page.properties),
    ...Object.values(page.dependencies ?? {}).flatMap(({ oneOf }) =>
      oneOf.flatMap(({ properties }, _, branches) =>
        Object.entries(properties).filter(
          // What all branches have is the question that they hang on.
          ([name]) => !branches.every(branch => name in branch.properties),
        ),
      ),
    ),
  ]);
}

/**
 * The values to be tried of each question that is no free text (those have
 * rows of their own). What the form would refuse by itself is left out.
 *
 * @param example - the other answers
 */
export function factorsOf(
  template: Template,
  example: Answers,
  accepted: (answers: Answers) => boolean,
): Factors {
  const free = textQuestions(template);
  const factors: Factors = {};
  for (const [name, schema] of schemasOf(template)) {
    if (schema.type === 'null') continue;
    const candidates = [
      ...(name in example ? [example[name]!] : []),
      ...(free.includes(name)
        ? []
        : [...edgesOf(schema), ...interesting(name)]),
    ];
    const known = new Set<string>();
    const values = candidates.filter(value => {
      const key = JSON.stringify(value);
      if (known.has(key) || !accepted({ ...example, [name]: value })) {
        return false;
      }
      known.add(key);
      return true;
    });
    if (values.length > 1) factors[name] = values;
  }
  return factors;
}
