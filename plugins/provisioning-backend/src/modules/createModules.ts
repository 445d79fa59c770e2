import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { join } from 'node:path';
import type { ProvisioningConfig } from '../config/provisioningConfig';
import { BundleStore } from './BundleStore';
import { LocalModuleSource } from './LocalModuleSource';
import { SourcedModules } from './SourcedModules';
import { UrlModuleSource } from './UrlModuleSource';

/** The modules of the configured sources. @internal */
export function createModules(
  config: Pick<ProvisioningConfig, 'dataDir' | 'sources'>,
  deps: { logger: LoggerService; reader: UrlReaderService },
): SourcedModules {
  return new SourcedModules({
    sources: config.sources.map(source =>
      'url' in source
        ? new UrlModuleSource(source.id, source.url, deps.reader)
        : new LocalModuleSource(source.id, source.directory),
    ),
    bundles: new BundleStore(join(config.dataDir, 'bundles')),
    logger: deps.logger,
    now: Date.now,
  });
}
