// @ts-check
import { delimiter, join } from 'node:path';
import { cacheDir, toolchainDir } from './paths.mjs';

/**
 * The environment every child gets: the tools first on PATH, and nothing
 * written to the home folder.
 *
 * @param {import('./toolchain.mjs').Tools} tools
 * @param {NodeJS.ProcessEnv} [outer]
 * @returns {NodeJS.ProcessEnv} a copy
 * @internal
 */
export function toolEnvironment(tools, outer = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const [name, value] of Object.entries(outer)) {
    // What npm or Yarn says about the script it runs is no longer true one
    // process further down.
    if (
      !/^npm_(lifecycle|package|node_execpath|execpath|command)/.test(name) &&
      name !== 'npm_config_user_agent'
    ) {
      env[name] = value;
    }
  }
  const cache = cacheDir(outer);
  return {
    ...env,
    PATH: [...tools.binDirs, outer.PATH].join(delimiter),
    // A user's npmrc may point at the headers of another Node, and native
    // addons would be compiled against them.
    ...(tools.headers && { npm_config_nodedir: tools.headers }),
    npm_config_devdir: join(cache, 'node-gyp'),
    npm_config_cache: join(cache, 'npm'),
    npm_config_update_notifier: 'false',
    YARN_CACHE_FOLDER: join(cache, 'yarn'),
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_MIRROR: 'false',
    YARN_GLOBAL_FOLDER: join(toolchainDir, 'yarn'),
    YARN_ENABLE_TELEMETRY: '0',
    // Where the compiler behind Jest and the dev server unpacks its binary.
    SWC_NATIVE_BINDING_CACHE: join(toolchainDir, 'swc'),
    NODE_COMPILE_CACHE: join(toolchainDir, 'compile-cache'),
    PIP_CACHE_DIR: join(cache, 'pip'),
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
}
