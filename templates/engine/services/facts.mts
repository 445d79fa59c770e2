import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What deploy/values.yaml says about how a service is run. */
export type Facts = {
  kind: 'service' | 'worker' | 'cron' | 'job';
  writablePaths: string[];
  env: Record<string, string>;
  /** In place of the image's own, where they are given. */
  command?: string[];
  args?: string[];
};

/** @param folder - of a rendered service */
export function factsOf(folder: string): Facts {
  const file = join(folder, 'deploy/values.yaml');
  const values = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
  const cache = values.cacheVolume?.path;
  return {
    kind: values.kind ?? 'service',
    writablePaths: [...(values.writablePaths ?? []), ...(cache ? [cache] : [])],
    env: Object.fromEntries(
      Object.entries(values.env ?? {}).map(([k, v]) => [k, String(v)]),
    ),
    ...(values.command?.length > 0 ? { command: values.command } : {}),
    ...(values.args?.length > 0 ? { args: values.args } : {}),
  };
}
