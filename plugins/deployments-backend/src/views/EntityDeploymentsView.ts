import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type {
  DeploymentTargetRef,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { Clock } from '../lib/Clock';
import type { ChannelNames } from '../signals/ChangeSignals';
import { clusterTopic, targetTopic, topicsOfSelector } from '../signals/topics';
import type { ClusterStatusStore } from '../store/ClusterStatusStore';
import type { LeaseStore } from '../store/LeaseStore';
import { targetId } from '../store/targetId';
import type { StoredTarget, TargetStore } from '../store/TargetStore';
import { clusterStatuses } from './clusterStatuses';
import { selectorOf } from './entitySelector';

/**
 * An entity's rollouts as one caller may see them. Reads the store only; no
 * cluster is called.
 *
 * @internal
 */
export class EntityDeploymentsView {
  constructor(
    private readonly deps: {
      targets: TargetStore;
      statuses: ClusterStatusStore;
      leases: LeaseStore;
      directory: Pick<ClusterDirectory, 'get'>;
      authorizer: TargetAuthorizer;
      channels: ChannelNames;
      clock: Clock;
    },
  ) {}

  /** @throws InputError when an annotation cannot be read. */
  async of(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<EntityDeployments> {
    const { targets, statuses, leases, directory, authorizer } = this.deps;
    const entityRef = stringifyEntityRef(entity);
    const selector = selectorOf(entity);
    if (!selector) {
      return {
        entityRef,
        items: [],
        clusters: [],
        selected: false,
        channels: [],
      };
    }
    const [stored, allClusters, decisions] = await Promise.all([
      targets.select(selector),
      clusterStatuses(statuses, leases, this.deps.clock.now()),
      authorizer.decisionsFor(credentials),
    ]);
    const clusters = allClusters.filter(
      ({ name }) => selector.cluster === null || selector.cluster === name,
    );
    const topics = [
      ...stored.map(({ id }) => targetTopic(id)),
      ...topicsOfSelector(selector),
      ...clusters.map(({ name }) => clusterTopic(name)),
    ];
    return {
      entityRef,
      items: stored.map(({ state, changedAt }) => ({
        environment: directory.get(state.cluster)?.config.environment ?? null,
        state,
        changedAt,
        access: authorizer.accessOf(
          decisions,
          entity,
          state,
          directory.get(state.cluster),
        ),
      })),
      clusters,
      selected: true,
      channels: topics.map(topic => this.deps.channels.of(topic)),
    };
  }

  /** One target of the entity; undefined when it is not among them. */
  async target(
    entity: Entity,
    ref: DeploymentTargetRef,
  ): Promise<StoredTarget | undefined> {
    const selector = selectorOf(entity);
    const stored = selector ? await this.deps.targets.select(selector) : [];
    const id = targetId(ref);
    return stored.find(target => target.id === id);
  }
}
