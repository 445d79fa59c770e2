// @ts-check
import { collect } from './processes.mjs';
import { npmEnvironment } from './npm-packages.mjs';
import { root } from './paths.mjs';

/** npm's setting, the variable that gives Yarn the same, npm's own default. */
const settings = [
  {
    key: 'registry',
    variable: 'YARN_NPM_REGISTRY_SERVER',
    ordinary: /^https:\/\/registry\.npmjs\.org\/?$/,
  },
  { key: 'cafile', variable: 'YARN_HTTPS_CA_FILE_PATH', ordinary: /^null$/ },
  { key: 'https-proxy', variable: 'YARN_HTTPS_PROXY', ordinary: /^null$/ },
];

/**
 * Yarn reads no npmrc. Someone behind a company mirror has told npm about it,
 * and that has to be enough.
 *
 * @param {Record<string, unknown>} npmConfig npm's settings
 * @param {NodeJS.ProcessEnv} env what is set already wins
 * @returns {Record<string, string>} variables for Yarn
 * @internal
 */
export function yarnRegistry(npmConfig, env) {
  /** @type {Record<string, string>} */
  const result = {};
  for (const { key, variable, ordinary } of settings) {
    const value = String(npmConfig[key] ?? 'null');
    if (!ordinary.test(value) && env[variable] === undefined) {
      result[variable] = value;
    }
  }
  const server = result.YARN_NPM_REGISTRY_SERVER;
  if (server?.startsWith('http:')) {
    // Yarn refuses plain HTTP unless the host is listed.
    result.YARN_UNSAFE_HTTP_WHITELIST = new URL(server).hostname;
  }
  return result;
}

/**
 * Asks npm for its settings.
 *
 * @returns {Promise<Record<string, unknown>>} empty when npm cannot tell
 * @internal
 */
export async function readNpmConfig() {
  const { code, output } = await collect(
    'npm',
    ['config', 'list', '--json', '--loglevel=silent'],
    { cwd: root, env: npmEnvironment() },
  );
  const json = output.slice(output.indexOf('{'));
  return code === 0 && json.startsWith('{') ? JSON.parse(json) : {};
}
