import type {
  BackstageCredentials,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Executor } from '@heal7/backstage-plugin-provisioning-node';
import type { Callers } from '../access/Caller';
import type { RunActs } from '../access/RunActs';
import type { StackFinder } from '../access/StackFinder';
import type { ResourceEntities } from '../catalog/ResourceEntities';
import type { StackRegistrar } from '../definitions/StackRegistrar';
import type { Environments } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import type { RunStore } from '../ports/Runs';
import type { StackStore } from '../ports/Stacks';
import type { ChannelNames } from '../signals/ChannelNames';

/** What the routes ask. @internal */
export interface RouteDeps {
  acts: RunActs;
  callers: Callers;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  channels: ChannelNames;
  entities: ResourceEntities;
  environments: Environments;
  executors: () => Executor[];
  finder: StackFinder;
  /** Services are somebody here, and cannot be taken along. */
  forCatalog(credentials: BackstageCredentials): Promise<BackstageCredentials>;
  httpAuth: Pick<HttpAuthService, 'credentials'>;
  modules: Modules;
  registrar: StackRegistrar;
  runs: RunStore;
  stacks: StackStore;
  userInfo: Pick<UserInfoService, 'getUserInfo'>;
}
