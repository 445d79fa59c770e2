import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterStatus,
  DeploymentTargetRef,
  DeploymentView,
  EntityDeployments,
} from '@heal7/backstage-plugin-deployments-common';
import type { TargetAuthorizer } from '../access/TargetAuthorizer';
import type { ClusterDirectory } from '../collector/ClusterDirectory';
import type { ChannelNames } from '../signals/ChangeSignals';
import {
  clusterTopic,
  MUCH_TOPIC,
  targetTopic,
  topicsOfSelector,
} from '../signals/topics';
import type { KnexStateReader } from '../store/KnexStateReader';
import { targetId } from '../store/targetId';
import type { StoredTarget, TargetStore } from '../store/TargetStore';
import { selectorOf } from './entitySelector';

/**
 * An entity's rollouts with the states left out, and these as the texts that
 * they were stored as: written into the answer, never parsed for it.
 *
 * @internal
 */
export interface EntityDeploymentsParts
  extends Omit<EntityDeployments, 'items'> {
  items: {
    view: Omit<DeploymentView, 'state'>;
    stateText: string;
    /** Hash of the state. */
    version: string;
  }[];
}

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
      states: Pick<KnexStateReader, 'select'>;
      statuses: () => Promise<ClusterStatus[]>;
      directory: Pick<ClusterDirectory, 'get'>;
      authorizer: TargetAuthorizer;
      channels: ChannelNames;
    },
  ) {}

  /** @throws InputError when an annotation cannot be read. */
  async of(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<EntityDeploymentsParts> {
    const { states, statuses, directory, authorizer } = this.deps;
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
      states.select(selector),
      statuses(),
      authorizer.decisionsFor(credentials),
    ]);
    const clusters = allClusters.filter(
      ({ name }) => selector.cluster === null || selector.cluster === name,
    );
    const topics = [
      ...stored.map(({ id }) => targetTopic(id)),
      ...topicsOfSelector(selector),
      ...clusters.map(({ name }) => clusterTopic(name)),
      MUCH_TOPIC,
    ];
    return {
      entityRef,
      items: stored.map(({ state, text, version, changedAt }) => {
        const cluster = directory.get(state.cluster);
        return {
          view: {
            environment: cluster?.config.environment ?? null,
            changedAt,
            access: authorizer.accessOf(decisions, entity, state, cluster),
          },
          stateText: text,
          version,
        };
      }),
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
    const id = targetId(ref);
    return (await this.targets(entity)).find(target => target.id === id);
  }

  /** All targets of the entity. */
  async targets(entity: Entity): Promise<StoredTarget[]> {
    const selector = selectorOf(entity);
    return selector ? this.deps.targets.select(selector) : [];
  }
}
