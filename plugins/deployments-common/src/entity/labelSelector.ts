/**
 * One requirement of a Kubernetes label selector. `in` with one value is
 * equality; as in Kubernetes, `notIn` also matches a missing label.
 *
 * @public
 */
export type LabelRequirement =
  | { key: string; operator: 'in' | 'notIn'; values: string[] }
  | { key: string; operator: 'exists' | 'missing' };

const KEY = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?';
const VALUE = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';

const FORMS: [RegExp, (match: RegExpExecArray) => LabelRequirement][] = [
  [
    new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`),
    ([, key, word, list]) => ({
      key,
      operator: word === 'in' ? 'in' : 'notIn',
      values: valuesOf(list),
    }),
  ],
  [
    new RegExp(`^(${KEY})\\s*(!=|==|=)\\s*(${VALUE})$`),
    ([, key, sign, value]) => ({
      key,
      operator: sign === '!=' ? 'notIn' : 'in',
      values: [value],
    }),
  ],
  [new RegExp(`^!\\s*(${KEY})$`), ([, key]) => ({ key, operator: 'missing' })],
  [new RegExp(`^(${KEY})$`), ([, key]) => ({ key, operator: 'exists' })],
];

function valuesOf(list: string): string[] {
  if (list.trim() === '') {
    throw new TypeError('A list of label values must not be empty');
  }
  return list.split(',').map(valueOf);
}

function valueOf(text: string): string {
  const value = text.trim();
  if (!new RegExp(`^${VALUE}$`).test(value)) {
    throw new TypeError(`'${value}' is no label value`);
  }
  return value;
}

/** Splits at the commas outside of brackets, in one pass over the text. */
function requirementsIn(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let inList = false;
  for (let end = 0; end <= text.length; end++) {
    const sign = text[end];
    if (sign === undefined || (sign === ',' && !inList)) {
      parts.push(text.slice(start, end).trim());
      start = end + 1;
    } else if (sign === '(' || sign === ')') {
      inList = sign === '(';
    }
  }
  return parts.filter(part => part !== '');
}

/**
 * Parses the text form of a label selector
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
 *
 * @throws TypeError naming the part that cannot be read.
 * @public
 */
export function parseLabelSelector(text: string): LabelRequirement[] {
  const parts = requirementsIn(text);
  if (parts.length === 0) {
    throw new TypeError('A label selector must not be empty');
  }
  return parts.map(part => {
    for (const [pattern, build] of FORMS) {
      const match = pattern.exec(part);
      if (match) {
        return build(match);
      }
    }
    throw new TypeError(
      `Cannot read '${part}' in the label selector '${text}'`,
    );
  });
}

/**
 * Whether labels fulfil every requirement.
 *
 * @public
 */
export function matchesLabels(
  requirements: LabelRequirement[],
  labels: Record<string, string>,
): boolean {
  return requirements.every(requirement => {
    const value = Object.hasOwn(labels, requirement.key)
      ? labels[requirement.key]
      : undefined;
    switch (requirement.operator) {
      case 'exists':
        return value !== undefined;
      case 'missing':
        return value === undefined;
      case 'in':
        return value !== undefined && requirement.values.includes(value);
      default:
        return value === undefined || !requirement.values.includes(value);
    }
  });
}
