import type {
  DeploymentPhase,
  FleetFacetValue,
  FleetPage,
  FleetQuery,
  FleetRow,
  FleetSummary,
} from '@heal7/backstage-plugin-deployments-common';

const SERVICES = [
  'heal7-web-main',
  'heal7-api-saju',
  'heal7-auth',
  'heal7-payment',
  'heal7-notification',
  'content-recommendation-for-the-lunar-new-year-campaign',
  'search',
  'heal7-사주-분석',
];
const CLUSTERS = ['eks-heal7-production', 'gke-heal7-secondary', 'eks-staging'];
const TEAMS = ['platform-team', 'saju-team', 'payment-team'];
const ENGINES = ['argo-rollouts', 'flagger', 'deployment'];
const PHASES: DeploymentPhase[] = [
  ...Array<DeploymentPhase>(12).fill('healthy'),
  'progressing',
  'progressing',
  'paused',
  'degraded',
  'unknown',
];
const NOW = Date.parse('2026-03-02T09:00:00Z');

function rowOf(index: number): FleetRow {
  const service = SERVICES[index % SERVICES.length];
  const copy = Math.floor(index / SERVICES.length);
  const name = copy === 0 ? service : `${service}-${copy}`;
  const cluster = CLUSTERS[index % CLUSTERS.length];
  const phase = PHASES[(index * 7) % PHASES.length];
  const moving = phase === 'progressing' || phase === 'paused';
  const unmapped = index % 97 === 96;
  const timed = phase === 'paused' && index % 2 === 0;
  const aborted = phase === 'degraded' && index % 4 === 0;
  return {
    id: `row-${index}`,
    target: {
      cluster,
      namespace:
        cluster === 'eks-staging' ? 'heal7-staging' : 'heal7-production',
      name,
      engine: ENGINES[(index >> 2) % ENGINES.length],
    },
    entities: unmapped
      ? []
      : [
          {
            entityRef: `component:default/${name}`,
            title: name,
            owners: [`group:default/${TEAMS[index % TEAMS.length]}`],
            system: `system:default/heal7-${index % 5}`,
          },
        ],
    environment: cluster === 'eks-staging' ? 'staging' : 'production',
    strategy: index % 3 === 0 ? 'canary' : 'rolling',
    phase,
    message: phase === 'degraded' ? 'ProgressDeadlineExceeded' : '',
    explanation:
      phase === 'degraded'
        ? {
            code: 'metric-failed',
            message:
              'The metric success-rate is 0.91, and has to be at least 0.95.',
            values: {
              metric: 'success-rate',
              value: '0.91',
              condition: 'result[0] >= 0.95',
            },
            severity: 'problem',
          }
        : null,
    attention: phase === 'degraded' || (phase === 'paused' && !timed),
    aborted,
    step: moving ? { index: index % 4, total: 6 } : null,
    weight: moving
      ? { set: 10 * (1 + (index % 6)), actual: 10 * (index % 7), max: 100 }
      : {
          set: aborted ? 0 : 100,
          actual: aborted ? 0 : 100,
          max: 100,
        },
    pause:
      phase === 'paused'
        ? {
            reason: 'CanaryPauseStep',
            startedAt: new Date(NOW - 600_000).toISOString(),
            endsAt: timed ? new Date(Date.now() + 240_000).toISOString() : null,
          }
        : null,
    replicas: { desired: 5, ready: phase === 'degraded' ? 3 : 5, available: 5 },
    images: [`ghcr.io/heal7/${service}:1.${index % 40}.${moving ? 1 : 0}`],
    previousImages: moving
      ? [`ghcr.io/heal7/${service}:1.${index % 40}.0`]
      : [],
    changedAt: new Date(Date.now() - index * 61_000).toISOString(),
    stale: index % 211 === 5,
  };
}

/** A fleet of that many rollouts, in the order of attention. */
export function aFleet(size: number): FleetRow[] {
  return Array.from({ length: size }, (_, index) => rowOf(index));
}

const RANK: Record<DeploymentPhase, number> = {
  degraded: 0,
  paused: 1,
  progressing: 2,
  unknown: 3,
  healthy: 4,
};

const among = (wanted: string[] | undefined, value: string | null) =>
  !wanted || (value !== null && wanted.includes(value));

type Facet =
  | 'phase'
  | 'cluster'
  | 'environment'
  | 'engine'
  | 'owner'
  | 'system';

const FACETS: Record<Facet, (row: FleetRow) => string[]> = {
  phase: row => [row.phase],
  cluster: row => [row.target.cluster],
  environment: row => (row.environment ? [row.environment] : []),
  engine: row => [row.target.engine],
  owner: row => row.entities.flatMap(entity => entity.owners),
  system: row => row.entities.flatMap(({ system }) => system ?? []),
};

function matches(row: FleetRow, query: FleetQuery, lifted?: Facet): boolean {
  for (const name of Object.keys(FACETS) as Facet[]) {
    const wanted = query[name] as string[] | undefined;
    if (
      name !== lifted &&
      wanted &&
      !FACETS[name](row).some(value => wanted.includes(value))
    ) {
      return false;
    }
  }
  const text = (query.text ?? '').toLocaleLowerCase('en-US');
  return (
    among(query.namespace, row.target.namespace) &&
    (!query.attention || row.attention) &&
    (!query.mine ||
      FACETS.owner(row).includes('group:default/platform-team')) &&
    (query.unmapped ? row.entities.length === 0 : row.entities.length > 0) &&
    (!query.image || row.images.some(image => image.includes(query.image!))) &&
    `${row.target.namespace} ${row.target.name}`.includes(text)
  );
}

function compare(a: FleetRow, b: FleetRow, query: FleetQuery): number {
  const back = query.order === 'desc' ? -1 : 1;
  switch (query.sort ?? 'attention') {
    case 'name':
      return back * a.target.name.localeCompare(b.target.name);
    case 'cluster':
      return back * a.target.cluster.localeCompare(b.target.cluster);
    case 'phase':
      return back * (RANK[a.phase] - RANK[b.phase]);
    case 'changed':
      return -back * b.changedAt.localeCompare(a.changedAt);
    default:
      return (
        Number(b.attention) - Number(a.attention) ||
        RANK[a.phase] - RANK[b.phase]
      );
  }
}

/** A page as the backend would answer it. */
export function fleetPage(fleet: FleetRow[], query: FleetQuery): FleetPage {
  const start = Number(query.cursor ?? 0);
  const limit = query.limit ?? 50;
  const found = fleet
    .filter(row => matches(row, query))
    .sort((a, b) => compare(a, b, query));
  return {
    items: found.slice(start, start + limit),
    nextCursor: start + limit < found.length ? String(start + limit) : null,
    channels: ['deployments:dev'],
  };
}

function facet(
  fleet: FleetRow[],
  query: FleetQuery,
  name: Facet,
): FleetFacetValue[] {
  const counts = new Map<string, number>();
  for (const row of fleet.filter(one => matches(one, query, name))) {
    for (const value of FACETS[name](row)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({
      value,
      title: value.replace(/^.*\//, ''),
      count,
    }))
    .sort((a, b) => b.count - a.count);
}

/** The counts as the backend would answer them. */
export function fleetSummary(
  fleet: FleetRow[],
  query: FleetQuery,
): FleetSummary {
  const found = fleet.filter(row => matches(row, query));
  const phases = facet(fleet, query, 'phase');
  const count = (phase: DeploymentPhase) =>
    phases.find(({ value }) => value === phase)?.count ?? 0;
  return {
    total: found.length,
    attention: fleet.filter(
      row => row.attention && matches(row, { ...query, attention: false }),
    ).length,
    phases: {
      healthy: count('healthy'),
      progressing: count('progressing'),
      paused: count('paused'),
      degraded: count('degraded'),
      unknown: count('unknown'),
    },
    clusters: facet(fleet, query, 'cluster'),
    environments: facet(fleet, query, 'environment'),
    engines: facet(fleet, query, 'engine'),
    owners: facet(fleet, query, 'owner'),
    systems: facet(fleet, query, 'system'),
    mayReadUnmapped: true,
    channels: ['deployments:dev'],
  };
}
