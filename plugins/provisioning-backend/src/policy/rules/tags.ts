import type { JsonValue } from '@backstage/types';
import type { PlanResource } from '../../cost/planResources';
import { isUnknown, undecided, valueAt } from '../judge';
import type { Found, Rule } from '../Rule';

/** Google allows no dash in keys everywhere: both spellings are the same. */
const plain = (key: string): string => key.replaceAll('_', '-');

/** Where the tags are, defaults of the provider included. */
const attributeOf = ({ values, unknown }: PlanResource) =>
  ['tags_all', 'effective_labels'].find(
    name =>
      Object.hasOwn(values, name) ||
      (typeof unknown === 'object' &&
        unknown !== null &&
        Object.hasOwn(unknown, name)),
  );

const keysOf = (value: JsonValue | undefined): string[] =>
  Object.entries(value ?? {}).flatMap(([key, tag]) =>
    tag === '' ? [] : [plain(key)],
  );

function missing(resource: PlanResource, wanted: string[]): Found[] {
  const attribute = attributeOf(resource);
  if (!attribute) {
    return [];
  }
  const tags = valueAt(resource, [attribute]);
  if (isUnknown(tags)) {
    return [undecided(resource, [attribute])];
  }
  // One tag of an unknown value is there all the same.
  const marks = valueAt(
    { ...resource, unknown: false, values: { marks: resource.unknown } },
    ['marks', attribute],
  );
  const there = new Set([
    ...keysOf(tags),
    ...keysOf(isUnknown(marks) ? undefined : marks),
  ]);
  const absent = wanted.filter(key => !there.has(key));
  return absent.length === 0
    ? []
    : [
        {
          address: resource.address,
          attribute,
          message: `Nobody can tell whose this is: it has no ${absent.join(
            ', ',
          )}`,
          fix: `Add ${absent.join(
            ', ',
          )}, best to the default tags of the provider`,
        },
      ];
}

/** Everything says whose it is and who pays. */
export const tags: Rule = {
  id: 'tagged',
  severity: { guarded: 'warn', other: 'warn' },
  find: ({ resources, hasSystem }) =>
    resources.flatMap(resource =>
      missing(resource, [
        'owner',
        ...(hasSystem ? ['system'] : []),
        'environment',
        'cost-centre',
      ]),
    ),
};
