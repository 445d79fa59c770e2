import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pkiDir } from './kubeconfig.mts';
import type { ClusterState } from './state.mts';

/** The groups that the RBAC manifests bind. */
const READ_GROUP = 'heal7-portal-read';
const ACT_GROUP = 'heal7-portal-act';

/**
 * Writes what the API server needs before its first start: the token file and
 * the key pair of service accounts. Its own certificate it makes itself.
 */
export async function writeCredentials(state: ClusterState): Promise<void> {
  const dir = pkiDir(state.name);
  await mkdir(dir, { recursive: true });
  const secret = (file: string, text: string) =>
    writeFile(join(dir, file), text, { mode: 0o600 });
  const { admin, read, act } = state.tokens;
  await secret(
    'tokens.csv',
    [
      `${admin},admin,admin,"system:masters"`,
      `${read},portal-read,portal-read,"${READ_GROUP}"`,
      `${act},portal-act,portal-act,"${ACT_GROUP}"`,
      '',
    ].join('\n'),
  );
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await secret('service-accounts.pub', publicKey);
  await secret('service-accounts.key', privateKey);
}
