import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterError } from '../errors.mts';
import { clusterDir, type ClusterState } from './state.mts';

/** The address of a cluster's API server. */
export function apiServerUrl(state: ClusterState): string {
  return `https://127.0.0.1:${state.ports.apiserver}`;
}

/** Where the API server keeps the certificate that it makes for itself. */
export function pkiDir(name: string): string {
  return join(clusterDir(name), 'pki');
}

/**
 * The authority that signed the API server's certificate, as PEM. The server
 * makes both at its first start and keeps them in one file: first its own
 * certificate, then the authority's.
 */
export async function readCertificateAuthority(name: string): Promise<string> {
  const path = join(pkiDir(name), 'apiserver.crt');
  const blocks =
    (await readFile(path, 'utf8')).match(
      /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g,
    ) ?? [];
  if (blocks.length < 2) {
    throw new ClusterError(`${path} holds no authority: run 'cluster down'`);
  }
  return blocks[blocks.length - 1];
}

/** The path of a cluster's kubeconfig. */
export function kubeconfigPath(name: string): string {
  return join(clusterDir(name), 'kubeconfig.yaml');
}

/**
 * Writes the kubeconfig and `pki/ca.crt`. The contexts are the cluster's name
 * (everything), and the same with `-read` and `-act`.
 */
export async function writeKubeconfig(state: ClusterState): Promise<void> {
  const { name, tokens } = state;
  const ca = await readCertificateAuthority(name);
  const identities = [
    { context: name, token: tokens.admin },
    { context: `${name}-read`, token: tokens.read },
    { context: `${name}-act`, token: tokens.act },
  ];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name,
        cluster: {
          server: apiServerUrl(state),
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: identities.map(({ context, token }) => ({
      name: context,
      user: { token },
    })),
    contexts: identities.map(({ context }) => ({
      name: context,
      context: { cluster: name, user: context },
    })),
  };
  await writeFile(join(pkiDir(name), 'ca.crt'), ca);
  // JSON is YAML, and every reader of kubeconfigs takes it.
  await writeFile(
    kubeconfigPath(name),
    `${JSON.stringify(config, null, 2)}\n`,
    { mode: 0o600 },
  );
}
