import { resolve } from 'node:path';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { LocalRepositories } from './LocalRepositories';
import { LocalRepositoriesUrlReader } from './LocalRepositoriesUrlReader';
import { RepositoryAddress } from './RepositoryAddress';

/**
 * The local repositories and their addresses.
 *
 * @public
 */
export interface LocalRepositoriesService {
  /** Undefined where the configuration names no folder for them. */
  repositories: LocalRepositories | undefined;
  address: RepositoryAddress;
}

/** @public */
export const localRepositoriesServiceRef =
  createServiceRef<LocalRepositoriesService>({
    id: 'local-repositories',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { config: coreServices.rootConfig },
        factory({ config }) {
          const directory = config.getOptionalString(
            'localRepositories.directory',
          );
          const base = config.getString('backend.baseUrl').replace(/\/$/, '');
          return {
            repositories:
              directory === undefined
                ? undefined
                : new LocalRepositories(resolve(directory)),
            address: new RepositoryAddress(`${base}/api/local-repositories`),
          };
        },
      }),
  });

/**
 * Lets every plugin read local repositories by URL. `file` locations stay
 * forbidden: they would let a catalog entry read any file of the machine.
 *
 * @public
 */
export const localRepositoriesUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: { local: localRepositoriesServiceRef },
  factory({ local: { repositories, address } }) {
    return repositories
      ? LocalRepositoriesUrlReader.factoryFor(repositories, address)
      : () => [];
  },
});
