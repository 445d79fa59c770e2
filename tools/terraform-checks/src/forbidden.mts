import type { Inspection } from './inspect.mts';

/** Resources and data sources that run programs or reach where they like. */
const FORBIDDEN_TYPES =
  /^(external|null_resource|terraform_data|http|local_\w+)$/;

/** What the portal would refuse to run, of a folder's declarations. */
export function forbiddenDeclarations(
  { managed_resources, data_resources, module_calls }: Inspection,
  allowed: { modules: RegExp },
): string[] {
  return [
    ...[managed_resources, data_resources]
      .flatMap(resources => Object.entries(resources))
      .filter(([, { type }]) => FORBIDDEN_TYPES.test(type))
      .map(([address]) => address),
    ...Object.entries(module_calls)
      .filter(([, { source }]) => !allowed.modules.test(source))
      .map(([name, { source }]) => `module.${name} from ${source}`),
  ];
}

/** The same of what only the text of a file shows. */
const FORBIDDEN_TEXT: Array<[string, RegExp]> = [
  ['a provisioner', /^\s*provisioner\s+"/m],
  ['a backend', /^\s*(backend\s+"|cloud\s*\{)/m],
  [
    'a static key',
    /^\s*(access_key|secret_key|token|shared_credentials_files|profile)\s*=/m,
  ],
  ['an account id', /\b(?!0{12}\b)\d{12}\b/],
  ['an image id', /\bami-[0-9a-f]{8,}\b/],
];

export function forbiddenText(text: string): string[] {
  return FORBIDDEN_TEXT.filter(([, pattern]) => pattern.test(text)).map(
    ([what]) => what,
  );
}
