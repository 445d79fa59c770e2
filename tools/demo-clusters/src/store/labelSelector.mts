import { StoreError } from './storeErrors.mts';

/** Decides on an object's labels. */
export type LabelMatcher = (labels: Record<string, string>) => boolean;

const KEY = '[A-Za-z0-9][A-Za-z0-9._/-]*';
const VALUE = '[A-Za-z0-9._-]*';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);

/** Splits at commas that are not inside parentheses. */
function splitRequirements(selector: string): string[] {
  return selector
    .split(/,(?![^()]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseRequirement(text: string): LabelMatcher {
  const set = SET.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    // A missing key satisfies notin, as in Kubernetes.
    return operator === 'in'
      ? labels => Object.hasOwn(labels, key) && values.has(labels[key])
      : labels => !Object.hasOwn(labels, key) || !values.has(labels[key]);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => !Object.hasOwn(labels, key) || labels[key] !== value
      : labels => Object.hasOwn(labels, key) && labels[key] === value;
  }
  const exists = EXISTS.exec(text);
  if (exists) {
    const [, negated, key] = exists;
    return negated
      ? labels => !Object.hasOwn(labels, key)
      : labels => Object.hasOwn(labels, key);
  }
  throw new StoreError(
    'Invalid',
    `unable to parse requirement: "${text}" is not a label requirement`,
  );
}

/**
 * Reads a label selector with equality, set and existence requirements.
 *
 * @throws StoreError `Invalid`
 */
export function parseLabelSelector(selector: string): LabelMatcher {
  const matchers = splitRequirements(selector).map(parseRequirement);
  return labels => matchers.every(matches => matches(labels));
}
