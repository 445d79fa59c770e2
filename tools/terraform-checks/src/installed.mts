import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where machines without the registry keep a mirror of the providers. */
const USUAL_MIRROR = '/opt/tf-plugins';

/**
 * Lays a CLI configuration that installs providers from the mirror that
 * `HEAL7_TERRAFORM_MIRROR` names, from the usual one, or from the registry into
 * a cache that all roots share.
 *
 * @returns its path, for `TF_CLI_CONFIG_FILE`
 */
export async function installProviders(
  dir: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const mirror =
    env.HEAL7_TERRAFORM_MIRROR ??
    (existsSync(USUAL_MIRROR) ? USUAL_MIRROR : undefined);
  const cache = join(dir, 'plugins');
  await mkdir(cache);
  const config = join(dir, 'cli.tfrc');
  await writeFile(
    config,
    mirror
      ? `provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`
      : `plugin_cache_dir = ${JSON.stringify(cache)}\n`,
  );
  return config;
}
