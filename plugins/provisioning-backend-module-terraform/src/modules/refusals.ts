type Fields = Record<string, unknown>;

/** A file of a module, parsed. */
export interface ModuleFile {
  /** In the bundle. */
  path: string;
  content: unknown;
}

export interface Refusal {
  path: string;
  /** What is not allowed. */
  what: string;
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};

/** A block may be written once, or as a list. */
function bodies(value: unknown): Fields[] {
  return Array.isArray(value) ? value.flatMap(bodies) : [fields(value)];
}

const entries = (value: unknown): Array<[string, unknown]> =>
  bodies(value).flatMap(body => Object.entries(body));

/** Blocks with two labels, as `[type, body]`. */
const typed = (value: unknown): Array<[string, Fields]> =>
  entries(value).flatMap(([type, named]) =>
    entries(named).flatMap(([, body]) =>
      bodies(body).map((one): [string, Fields] => [type, one]),
    ),
  );

/** What this portal knows of the language: new things may run programs. */
const BLOCKS = new Set([
  ...['terraform', 'provider', 'variable', 'locals', 'output', 'resource'],
  ...['data', 'ephemeral', 'module', 'moved', 'removed', 'import', 'check'],
]);
const SETTINGS = new Set([
  ...['required_version', 'required_providers', 'provider_meta'],
]);

/** With which no code is run and no other state read. */
const BUILT_IN = 'terraform.io/builtin/terraform';
const REGISTRY = 'registry.terraform.io';

/** The full address of a provider; the default host is left out by most. */
export function providerAddress(source: string): string {
  const parts = source.toLowerCase().split('/');
  const host = parts.length === 3 ? parts[0] : REGISTRY;
  const [namespace, name] = parts.slice(-2);
  // OpenTofu's registry has the same providers under its own name.
  return [
    host === 'registry.opentofu.org' ? REGISTRY : host,
    namespace,
    name,
  ].join('/');
}

/** Local names of providers and their sources, as all files of a folder say. */
function requirements(files: ModuleFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { content } of files) {
    for (const settings of bodies(fields(content).terraform)) {
      for (const [name, requirement] of entries(settings.required_providers)) {
        const { source } = fields(requirement);
        if (typeof source === 'string') {
          found.set(name, providerAddress(source));
        }
      }
    }
  }
  return found;
}

const implied = (name: string) =>
  name === 'terraform' ? BUILT_IN : providerAddress(`hashicorp/${name}`);

/** `${aws.seoul}` and `aws.seoul` alike. */
function localName(reference: unknown): string | undefined {
  return typeof reference === 'string'
    ? /^(?:\$\{)?\s*([\w-]+)/.exec(reference)?.[1]
    : undefined;
}

/** Names of the providers that a file uses, beside those it requires. */
function usedProviders(content: Fields): string[] {
  const checks = entries(content.check).flatMap(([, body]) =>
    bodies(body).map(({ data }) => data),
  );
  const blocks = [
    ...[content.resource, content.data, content.ephemeral, ...checks],
  ].flatMap(typed);
  return [
    ...entries(content.provider).map(([name]) => name),
    ...blocks.map(
      ([type, body]) => localName(body.provider) ?? type.split('_')[0],
    ),
  ];
}

/** Programs that are run beside a resource. */
function provisioners(content: Fields): string[] {
  const blocks = [
    ...typed(content.resource).map(([, body]) => body),
    ...bodies(content.removed),
  ];
  return blocks.flatMap(({ provisioner }) =>
    entries(provisioner).map(([name]) => name),
  );
}

function dataSources(content: Fields): string[] {
  const checks = entries(content.check).flatMap(([, body]) =>
    bodies(body).flatMap(({ data }) => typed(data)),
  );
  return [...typed(content.data), ...checks].map(([type]) => type);
}

const isLocal = (source: unknown): source is string =>
  typeof source === 'string' &&
  /^\.\.?\//.test(source) &&
  !source.includes('${');

/** Folders of the modules that a file calls, as it writes them. */
export function localModules(file: ModuleFile): string[] {
  return entries(fields(file.content).module)
    .flatMap(([, body]) => bodies(body))
    .map(({ source }) => source)
    .filter(isLocal);
}

function refusalsOfFile(content: Fields): string[] {
  const settings = bodies(content.terraform).flatMap(Object.keys);
  const sources = entries(content.module)
    .flatMap(([, body]) => bodies(body))
    .map(({ source }) => source);
  return [
    ...Object.keys(content)
      .filter(block => !BLOCKS.has(block) && block !== '//')
      .map(block => `the block '${block}', which the portal does not know`),
    ...settings
      .filter(name => !SETTINGS.has(name) && name !== '//')
      .map(
        name =>
          `'${name}' in the settings: where the state is kept is decided by the portal`,
      ),
    ...provisioners(content).map(
      name => `the provisioner '${name}', which runs programs`,
    ),
    ...dataSources(content)
      .filter(type => type === 'external')
      .map(() => `the data source 'external', which runs programs`),
    ...dataSources(content)
      .filter(type => type === 'terraform_remote_state')
      .map(
        () =>
          `the data source 'terraform_remote_state', which reads the secrets of another state`,
      ),
    ...sources
      .filter(source => !isLocal(source))
      .map(
        source =>
          `the module source ${JSON.stringify(
            source,
          )}: only './' and '../' are allowed`,
      ),
  ];
}

/**
 * What must not be run of the files of one folder.
 *
 * @param allowed - full addresses of the providers that may be used
 */
export function refusals(
  files: ModuleFile[],
  allowed: ReadonlySet<string>,
): Refusal[] {
  const required = requirements(files);
  const isAllowed = (address: string) =>
    allowed.has(address) || address === BUILT_IN;
  return files.flatMap(({ path, content: parsed }) => {
    const content = fields(parsed);
    const own = bodies(content.terraform).flatMap(settings =>
      entries(settings.required_providers).map(([name]) => name),
    );
    const providers = new Set(
      [...own, ...usedProviders(content)].map(
        name => required.get(name) ?? implied(name),
      ),
    );
    return [
      ...refusalsOfFile(content),
      ...[...providers]
        .filter(address => !isAllowed(address))
        .map(
          address =>
            `the provider '${address}', which is not in the module's manifest`,
        ),
    ].map(what => ({ path, what }));
  });
}

/** The same for a lock file. */
export function lockFileRefusals(
  file: ModuleFile,
  allowed: ReadonlySet<string>,
): Refusal[] {
  return entries(fields(file.content).provider)
    .map(([source]) => providerAddress(source))
    .filter(address => !allowed.has(address))
    .map(address => ({
      path: file.path,
      what: `the provider '${address}', which is not in the module's manifest`,
    }));
}
