import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DEFAULT_CLUSTER_CONFIG } from '../clusters/clusterConfig';
import type { ClusterConfig } from '../clusters/clusterConfig';
import type { Notice } from './Notice';
import { PortalChannel } from './PortalChannel';

const entity = (name: string, ...owners: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    // Selects the workload, which alone is no claim to its news.
    annotations: { 'backstage.io/kubernetes-label-selector': 'app=web' },
  },
  relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
});

const WEB: Notice = {
  kind: 'waiting',
  target: {
    cluster: 'east',
    namespace: 'shop',
    name: 'web',
    engine: 'argo-rollouts',
  },
  entityRefs: [],
  kubernetesId: 'web',
  environment: 'production',
  rolloutId: '7',
  revisionHash: 'b',
  images: ['web:2'],
  step: { index: 1, total: 4 },
  message: 'waits <!channel>\nfor a decision',
  at: '2026-11-23T09:00:00.000Z',
};

async function sent(
  notice: Partial<Notice>,
  cluster: Partial<ClusterConfig> = {},
) {
  const all: NotificationSendOptions[] = [];
  const channel = new PortalChannel({
    notifications: {
      send: async options => {
        all.push(options);
      },
    },
    catalog: catalogServiceMock({
      entities: [
        entity('web', 'group:default/web-team', 'user:default/ann'),
        entity('api', 'group:default/api-team'),
        entity('curious', 'user:default/eve'),
        entity('orphan'),
      ],
    }),
    auth: mockServices.auth(),
    clusters: new Map([['east', { ...DEFAULT_CLUSTER_CONFIG, ...cluster }]]),
  });
  await channel.send({
    id: 1,
    targetId: 'f'.repeat(64),
    subject: 'rollout:7',
    notice: { ...WEB, ...notice },
    attempts: 0,
    dueAt: 0,
  });
  return all;
}

const recipients = async (...options: Parameters<typeof sent>) =>
  (await sent(...options)).map(one => one.recipients);

describe('PortalChannel', () => {
  it('tells the owners of the entity that the workload names', async () => {
    expect(await sent({}, { title: 'East coast' })).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/web-team', 'user:default/ann'],
        },
        payload: {
          title: 'web waits for your decision',
          description:
            'shop in East coast · step 2 of 4 · web:2 · waits ‹!channel› for a decision',
          link: '/catalog/default/component/web/deployments',
          severity: 'normal',
          topic: 'rollout-waiting',
          scope: `${'f'.repeat(32)}/rollout:7`,
        },
      },
    ]);
  });

  it('tells those who are configured for the namespace', async () => {
    const owners = [
      {
        namespace: 'shop',
        entityRefs: ['component:default/api'],
        ownerRefs: ['group:default/ops'],
      },
      {
        namespace: 'elsewhere',
        entityRefs: ['component:default/curious'],
        ownerRefs: [],
      },
    ];
    expect(await recipients({ kubernetesId: '' }, { owners })).toEqual([
      {
        type: 'entity',
        entityRef: ['group:default/ops', 'group:default/api-team'],
      },
    ]);
  });

  it('tells nobody where nobody is named', async () => {
    expect(await recipients({ kubernetesId: '' })).toEqual([]);
    expect(await recipients({ kubernetesId: 'orphan' })).toEqual([]);
    expect(await recipients({ kubernetesId: 'unknown' })).toEqual([]);
    const odd = ['::', 'component:default/web'];
    expect(
      await recipients({ kubernetesId: '', entityRefs: odd }),
    ).toHaveLength(1);
  });
});
