import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { ownerRefsOf } from '../access/claims';
import type { ClusterConfig } from '../clusters/clusterConfig';
import type { ClaimedNotice } from '../store/NoticeStore';
import { claimantsOf } from './claimants';
import type { NoticeChannel } from './NoticeSender';
import { wordingOf } from './wording';

/** The entity's Deployments tab, within the portal. */
function tabOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return ['/catalog', namespace, kind, name, 'deployments']
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');
}

/**
 * Tells the owners of the entities that a workload belongs to, through
 * Backstage's notifications: in the portal, and by whichever of its modules
 * are there (Slack, e-mail).
 *
 * @internal
 */
export class PortalChannel implements NoticeChannel {
  readonly id = 'portal';
  readonly title = 'the notifications of the portal';

  constructor(
    private readonly deps: {
      notifications: NotificationService;
      catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
      auth: Pick<AuthService, 'getOwnServiceCredentials'>;
      clusters: Map<string, ClusterConfig>;
    },
  ) {}

  wants(): boolean {
    return true;
  }

  async send(claimed: ClaimedNotice): Promise<void> {
    const { notice, targetId, subject } = claimed;
    const cluster = this.deps.clusters.get(notice.target.cluster);
    const { entityRefs, ownerRefs } = claimantsOf(
      notice,
      cluster?.owners ?? [],
    );
    const { items } = await this.deps.catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials: await this.deps.auth.getOwnServiceCredentials() },
    );
    const known = entityRefs.filter((_, index) => items[index]);
    const recipients = new Set([
      ...ownerRefs,
      ...items.flatMap(entity => (entity ? ownerRefsOf(entity) : [])),
    ]);
    if (recipients.size === 0) {
      return;
    }
    await this.deps.notifications.send({
      recipients: { type: 'entity', entityRef: [...recipients] },
      payload: wordingOf(notice, {
        clusterTitle: cluster?.title ?? notice.target.cluster,
        link: known.length > 0 ? tabOf(known[0]) : undefined,
        scope: `${targetId.slice(0, 32)}/${subject}`,
      }),
    });
  }
}
