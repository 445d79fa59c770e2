import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How a Prometheus is reached. @internal */
export interface PrometheusConfig {
  /** Without a slash at the end. */
  url: string;
  headers: Record<string, string>;
  /** PEM; null for the machine's own authorities. */
  ca: string | null;
}

function authorization(config: Config): string | null {
  const token = config.getOptionalString('bearerToken');
  const basic = config.getOptionalConfig('basicAuth');
  if (token !== undefined && basic) {
    throw new InputError('has both bearerToken and basicAuth: give one');
  }
  if (basic) {
    const { username, password } = {
      username: basic.getString('username'),
      password: basic.getString('password'),
    };
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return `Basic ${pair}`;
  }
  return token === undefined ? null : `Bearer ${token}`;
}

function readUrl(config: Config): string {
  const url = URL.parse(config.getString('url'));
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError('.url must begin with http:// or https://');
  }
  if (url.username || url.password) {
    throw new InputError('.url must not hold a password: use basicAuth');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Reads `deployments.clusters.<name>.metrics` of a Prometheus.
 *
 * @throws InputError when it is not usable.
 * @internal
 */
export function readPrometheusConfig(config: Config): PrometheusConfig {
  const signIn = authorization(config);
  const caFile = config.getOptionalString('caFile');
  return {
    url: readUrl(config),
    headers: {
      ...config.getOptional<Record<string, string>>('headers'),
      ...(signIn !== null && { authorization: signIn }),
    },
    ca: caFile === undefined ? null : readFileSync(caFile, 'utf8'),
  };
}
