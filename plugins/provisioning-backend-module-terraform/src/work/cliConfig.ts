import { join } from 'node:path';
import { hclText } from './hcl';

/** Where providers are kept that were downloaded. */
export const pluginCacheIn = (dataDir: string) => join(dataDir, 'plugin-cache');

/**
 * The engine's own configuration, instead of one that the machine's user may
 * have: where providers come from.
 */
export function cliConfig(options: {
  providerMirror: string | null;
  pluginCache: string;
}): string {
  const { providerMirror, pluginCache } = options;
  const lines = providerMirror
    ? [
        'provider_installation {',
        `  filesystem_mirror { path = ${hclText(providerMirror)} }`,
        '}',
      ]
    : [`plugin_cache_dir = ${hclText(pluginCache)}`];
  return [...lines, 'disable_checkpoint = true', ''].join('\n');
}
