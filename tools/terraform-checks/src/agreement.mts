import type { Variable } from './inspect.mts';

/** What every stack takes, and no form asks for. */
export const PORTAL_VARIABLES = ['heal7', 'deletion_protection'];

/** The inputs and secret inputs of a manifest. */
export interface Manifest {
  inputs: {
    required?: string[];
    properties: Record<string, { type: string; default?: unknown }>;
  };
  secretInputs: string[];
}

const JSON_TYPES: Record<string, string[]> = {
  string: ['string'],
  number: ['integer', 'number'],
  bool: ['boolean'],
  list: ['array'],
  set: ['array'],
  tuple: ['array'],
  map: ['object'],
  object: ['object'],
};

const sorted = (names: Iterable<string>) => [...names].sort().join(', ');

/** Where the manifest of a stack and its variables differ. */
export function disagreements(
  { inputs, secretInputs }: Manifest,
  variables: Record<string, Variable>,
): string[] {
  const own = Object.values(variables).filter(
    ({ name }) => !PORTAL_VARIABLES.includes(name),
  );
  const asked = own.filter(({ sensitive }) => !sensitive);
  const secret = own.filter(({ sensitive }) => sensitive);
  const found: string[] = [];
  const same = (what: string, manifest: Iterable<string>, code: Variable[]) => {
    const [wanted, is] = [
      sorted(code.map(({ name }) => name)),
      sorted(manifest),
    ];
    if (wanted !== is) {
      found.push(`${what}: the manifest has ${is}, the code has ${wanted}`);
    }
  };
  same('inputs', Object.keys(inputs.properties), asked);
  same('secret inputs', secretInputs, secret);
  same(
    'required',
    inputs.required ?? [],
    asked.filter(({ required }) => required),
  );
  for (const { name, type } of asked) {
    const kind = /^\w+/.exec(type)?.[0] ?? '';
    const property = inputs.properties[name];
    if (property && !JSON_TYPES[kind]?.includes(property.type)) {
      found.push(
        `${name}: ${property.type} in the manifest, ${kind} in the code`,
      );
    }
  }
  for (const name of PORTAL_VARIABLES) {
    if (!variables[name]) {
      found.push(`${name}: the portal gives it, the code does not take it`);
    }
  }
  return found;
}
