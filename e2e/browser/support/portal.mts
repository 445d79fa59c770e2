import { delimiter } from 'node:path';
import { ensureTechDocs } from '../../../tools/bootstrap/lib/techdocs.mjs';
import { waitFor } from '../../../tools/test-cluster/index.mts';
import { startBackend } from '../../support/backend.mts';
import type { Backend } from '../../support/backend.mts';
import { ensureAppBundle } from './appBundle.mts';

/** The whole portal on one port: the backend, and the app that it serves. */
export interface Portal {
  url: string;
  backend: Backend;
  stop(): Promise<void>;
}

/**
 * Starts the portal in its embedded configuration, on a free port, and waits
 * until heal7's catalog is in it.
 *
 * @param options - `dataDir`: where its databases, repositories and
 *   documentation go; `overrides` are laid over the embedded configuration;
 *   `env` over the environment, `path` before its PATH
 */
export async function startPortal(options: {
  dataDir: string;
  overrides: object;
  env?: Record<string, string>;
  path?: string[];
}): Promise<Portal> {
  const { dataDir, overrides, env = {}, path = [] } = options;
  let backend: Backend | undefined;
  try {
    await ensureAppBundle();
    const techDocs = await ensureTechDocs();
    backend = await startBackend({
      dataDir,
      configs: ['app-config.yaml'],
      overrides: port => ({
        ...overrides,
        app: { baseUrl: `http://localhost:${port}` },
      }),
      env: {
        ...env,
        PATH: [...path, ...(techDocs ? [techDocs] : []), process.env.PATH].join(
          delimiter,
        ),
      },
    });
    await untilInCatalog(backend, 'component/default/heal7-web-main');
    await untilInCatalog(backend, 'template/default/nextjs-web');
  } catch (error) {
    await backend?.stop();
    throw error;
  }
  return { url: backend.url, backend, stop: backend.stop };
}

/** Waits until the catalog has an entity, given as `kind/namespace/name`. */
export async function untilInCatalog(
  backend: Backend,
  path: string,
): Promise<void> {
  await waitFor(`${path} in the catalog`, async () => {
    const { status } = await backend.get(
      `/api/catalog/entities/by-name/${path}`,
    );
    return status === 200 || undefined;
  });
}
