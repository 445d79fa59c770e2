import { ConflictError } from '@backstage/errors';
import { DEPLOYMENT_ACTIONS } from '@heal7/backstage-plugin-deployments-common';
import type {
  ActionOffer,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { asText, fieldOf } from '../../kubernetes/json';
import type {
  DeploymentSource,
  KubernetesObject,
  ObservedGroup,
  PlannedPatch,
  WatchedKind,
} from '@heal7/backstage-plugin-deployments-node';
import { sourceContract } from './sourceContract';

// Many cases: they take a while on a busy machine.
jest.setTimeout(60_000);

const roots: WatchedKind<{ version: string }> = {
  id: 'tides',
  group: 'example.org',
  version: 'v1',
  plural: 'tides',
  digest: ({ spec }) => ({
    data: { version: asText(fieldOf(spec, 'version')) },
  }),
};

const pods: WatchedKind<{ phase: string }> = {
  id: 'pods',
  group: '',
  version: 'v1',
  plural: 'pods',
  labelSelector: 'tide',
  digest: ({ metadata, status }) => ({
    belongsTo: [
      {
        kind: 'tides',
        namespace: asText(fieldOf(metadata, 'namespace')),
        name: 'web',
      },
    ],
    data: { phase: asText(fieldOf(status, 'phase')) },
  }),
};

const offers: ActionOffer[] = DEPLOYMENT_ACTIONS.map(action => ({
  action,
  editsSpec: true,
  refusal:
    action === 'restart' ? null : { code: 'unsupported', message: 'Not here.' },
}));

const basisOf = (uid: string, version: string) => ({
  uid,
  revisionHash: version,
  stepIndex: null,
  pausedAt: null,
  aborted: false,
  fingerprint: '',
});

const project = ({
  cluster,
  root,
  related,
}: ObservedGroup<{ version: string }>): DeploymentState => ({
  cluster,
  namespace: root.namespace,
  name: root.name,
  uid: root.uid,
  engine: 'tide',
  strategy: 'unknown',
  phase: 'healthy',
  message: related(pods)
    .map(({ name }) => name)
    .sort()
    .join(),
  aborted: false,
  step: null,
  steps: [],
  weight: { set: 100, actual: 100, max: 100 },
  traffic: null,
  trafficRouter: null,
  headerRoutes: [],
  pause: null,
  explanation: null,
  replicas: { desired: 0, ready: 0, available: 0 },
  revisions: [],
  analysis: [],
  conditions: [],
  events: [],
  labels: {},
  entityRefs: [],
  managedBy: null,
  gitOps: null,
  actions: offers,
  basis: basisOf(root.uid, root.data.version),
});

const restart: PlannedPatch = {
  ref: {
    group: 'example.org',
    version: 'v1',
    plural: 'tides',
    namespace: 'shop',
    name: 'web',
  },
  type: 'merge',
  body: { spec: { restart: true } },
};

/** An engine that does everything right. */
const right: DeploymentSource<{ version: string }> = {
  engine: 'tide',
  root: roots,
  kinds: [roots, pods],
  project,
  basisOf: ({ metadata, spec }) =>
    basisOf(asText(metadata.uid), asText(fieldOf(spec, 'version'))),
  async plan({ action }) {
    if (action !== 'restart') {
      throw new ConflictError('Not here.');
    }
    return [restart];
  },
};

const metadata = (name: string) => ({
  name,
  namespace: 'shop',
  uid: `${name}-uid`,
  labels: { tide: 'web' },
});
const objects: KubernetesObject[] = [
  {
    apiVersion: 'example.org/v1',
    kind: 'Tide',
    metadata: metadata('web'),
    spec: { version: 'two' },
  },
  { apiVersion: 'v1', kind: 'Pod', metadata: metadata('a') },
  { apiVersion: 'v1', kind: 'Pod', metadata: metadata('b') },
];

async function brokenRules(source: DeploymentSource): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, check } of sourceContract(source, [
    { name: 'now', objects },
  ])) {
    await check().catch(() => broken.push(name.replace('now: ', '')));
  }
  return broken;
}

const changed = (state: Partial<DeploymentState>): DeploymentSource => ({
  ...right,
  project: group => ({ ...project(group), ...state }),
});

const withPods = (kind: Partial<WatchedKind>): DeploymentSource => ({
  ...right,
  kinds: [roots, { ...pods, ...kind }],
});

describe('the contract of a source', () => {
  it('is kept by an engine that does everything right', async () => {
    expect(await brokenRules(right)).toEqual([]);
  });

  it.each<[string, DeploymentSource, RegExp]>([
    [
      'does not watch its root',
      { ...right, kinds: [pods] },
      /root among its kinds/,
    ],
    [
      'watches all pods',
      withPods({ labelSelector: undefined }),
      /asks a cluster for everything/,
    ],
    ['watches Secrets', withPods({ plural: 'secrets' }), /what may be secret/],
    [
      'throws on what it does not know',
      withPods({ digest: ({ spec }) => (spec as any).a.b.c }),
      /digests objects of any shape/,
    ],
    [
      'changes what it reads',
      withPods({
        digest: object => {
          object.seen = true;
          return null;
        },
      }),
      /digests objects of any shape/,
    ],
    [
      'keeps what is no JSON',
      withPods({ digest: () => ({ data: new Map() }) }),
      /digests objects of any shape/,
    ],
    [
      'keeps whole objects',
      withPods({ digest: () => ({ data: 'x'.repeat(20_000) }) }),
      /keeps little/,
    ],
    [
      'looks at the clock',
      { ...right, project: g => ({ ...project(g), message: `${Date.now()}` }) },
      /any shape|any order/,
    ],
    [
      'throws dice',
      {
        ...right,
        project: g => ({ ...project(g), message: `${Math.random()}` }),
      },
      /any shape|any order/,
    ],
    [
      'depends on the order of objects',
      {
        ...right,
        project: group => ({
          ...project(group),
          message: group.related(pods)[0]?.name ?? '',
        }),
      },
      /any order/,
    ],
    ['shows nothing', { ...right, project: () => null }, /is a rollout/],
    ['names another cluster', changed({ cluster: 'other' }), /whose state/],
    [
      'shows what no JSON has',
      changed({ replicas: undefined }),
      /plain JSON|any shape/,
    ],
    [
      'decides on something else than it shows',
      changed({ basis: basisOf('web-uid', 'one') }),
      /decides on the live objects/,
    ],
    [
      'forgets an action',
      changed({ actions: offers.slice(1) }),
      /every action once/,
    ],
    [
      'offers an action twice',
      changed({ actions: [...offers, offers[0]] }),
      /every action once/,
    ],
    [
      'does not plan what it offers',
      {
        ...right,
        async plan() {
          throw new ConflictError('never');
        },
      },
      /plans what it offers/,
    ],
    [
      'plans nothing',
      { ...right, plan: async () => [] },
      /plans what it offers/,
    ],
    [
      'plans what it refuses',
      { ...right, plan: async () => [restart] },
      /refuses to plan/,
    ],
    [
      'refuses without a reason that a person can read',
      {
        ...right,
        async plan({ action }) {
          if (action !== 'restart') {
            throw new TypeError('undefined is not a function');
          }
          return [restart];
        },
      },
      /refuses to plan/,
    ],
    [
      'patches what is no object of the cluster',
      {
        ...right,
        plan: async () => [
          { ...restart, ref: { ...restart.ref, name: '../../nodes' } },
        ],
      },
      /plans what it offers/,
    ],
  ])('finds an engine that %s', async (_, source, rule) => {
    expect(await brokenRules(source)).toContainEqual(
      expect.stringMatching(rule),
    );
  });
});
