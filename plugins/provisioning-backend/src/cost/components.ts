import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlanResource } from './planResources';

/** One thing of a resource that is billed by itself. */
export interface Component {
  /** As the price book names it. */
  item: string;
  label: string;
  quantity: number;
  /** Which discounts it can have. */
  kind: 'fixed' | 'machine' | 'spot' | 'reservable';
}

/** What a resource is billed for: what can be counted, and why the rest cannot. */
export interface Bill {
  components: Component[];
  unpriced: string[];
}

const USE = 'Depends on use';
const object = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
const first = (value: JsonValue | undefined): JsonObject =>
  object(Array.isArray(value) ? value[0] : value);

const unknown = (what: string): Bill => ({
  components: [],
  unpriced: [`${what} is not known before it is applied`],
});
const bill = (components: Component[], ...unpriced: string[]): Bill => ({
  components: components.filter(({ quantity }) => quantity > 0),
  unpriced,
});
const fixed = (item: string, label: string, quantity = 1): Component => ({
  item,
  label,
  quantity,
  kind: 'fixed',
});
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

function database({ values }: PlanResource): Bill {
  const { instance_class: size, allocated_storage: gib } = values;
  const zones = values.multi_az === true ? 2 : 1;
  const storage = String(values.storage_type ?? 'gp3');
  // A replica's storage and engine are its primary's, which are not in it.
  const engine = typeof values.engine === 'string' ? values.engine : 'postgres';
  const inZones = zones === 2 ? ', multi-AZ' : '';
  if (typeof size !== 'string') {
    return unknown('The instance class');
  }
  const machine: Component = {
    item: `database/${engine}/${size}`,
    label: `${size}${inZones}`,
    quantity: zones,
    kind: 'reservable',
  };
  return isCount(gib)
    ? bill([
        machine,
        fixed(
          `database-storage/${storage}`,
          `${gib} GiB ${storage}${inZones}`,
          gib * zones,
        ),
      ])
    : bill(
        [machine],
        'The size of its storage is not known before it is applied',
      );
}

function cache({ values }: PlanResource): Bill {
  const { node_type: size, num_cache_clusters: nodes } = values;
  const groups = values.num_node_groups;
  const replicas = values.replicas_per_node_group;
  const count =
    isCount(groups) && isCount(replicas) ? groups * (1 + replicas) : nodes;
  if (typeof size !== 'string' || !isCount(count)) {
    return unknown('The size or number of nodes');
  }
  return bill([
    {
      item: `cache/${String(values.engine ?? 'redis')}/${size}`,
      label: `${count} × ${size}`,
      quantity: count,
      kind: 'reservable',
    },
  ]);
}

function nodeGroup({ values }: PlanResource): Bill {
  const types = Array.isArray(values.instance_types)
    ? values.instance_types
    : [];
  const scaling = first(values.scaling_config);
  const count = scaling.desired_size ?? scaling.min_size;
  const [size] = types;
  if (typeof size !== 'string' || !isCount(count)) {
    return unknown('The kind or number of nodes');
  }
  const spot = values.capacity_type === 'SPOT';
  return bill(
    [
      {
        item: `machine/${size}`,
        label: `${count} × ${size}${spot ? ', spot' : ''}`,
        quantity: count,
        kind: spot ? 'spot' : 'machine',
      },
    ],
    'The disks of its nodes are set in a launch template',
  );
}

function instance({ values }: PlanResource): Bill {
  return typeof values.instance_type === 'string'
    ? bill([
        {
          item: `machine/${values.instance_type}`,
          label: values.instance_type,
          quantity: 1,
          kind: 'machine',
        },
      ])
    : unknown('The instance type');
}

function volume({ values }: PlanResource): Bill {
  const type = String(values.type ?? 'gp2');
  return isCount(values.size)
    ? bill([fixed(`disk/${type}`, `${values.size} GiB ${type}`, values.size)])
    : unknown('The size');
}

function gkeNodes({ values }: PlanResource): Bill {
  const config = first(values.node_config);
  const count = values.node_count ?? values.initial_node_count;
  const size = config.machine_type;
  if (typeof size !== 'string' || !isCount(count)) {
    return unknown('The kind or number of nodes');
  }
  const zones = Array.isArray(values.node_locations)
    ? values.node_locations.length
    : undefined;
  if (!zones) {
    return unknown('In how many zones it has nodes');
  }
  const spot = config.spot === true;
  const gpus = Array.isArray(config.guest_accelerator)
    ? config.guest_accelerator.length
    : 0;
  return bill(
    [
      {
        item: `machine/${size}`,
        label: `${zones} zones × ${count} × ${size}${spot ? ', spot' : ''}`,
        quantity: zones * count,
        kind: spot ? 'spot' : 'machine',
      },
    ],
    'No price of its disks is known',
    ...(gpus > 0 ? ['No price of its accelerators is known'] : []),
  );
}

function cloudSql({ values }: PlanResource): Bill {
  const { tier } = first(values.settings);
  return typeof tier === 'string'
    ? bill([
        {
          item: `database/${tier}`,
          label: tier,
          quantity: 1,
          kind: 'reservable',
        },
      ])
    : unknown('The tier');
}

const always =
  (item: string, label: string, ...unpriced: string[]) =>
  () =>
    bill([fixed(item, label)], ...unpriced);
const byUse = (what: string) => () => bill([], `${USE}: ${what}`);

/** What each type is billed for. */
export const BILLS: Record<string, (resource: PlanResource) => Bill> = {
  aws_cloudwatch_log_group: byUse('log volume'),
  aws_db_instance: database,
  aws_db_instance_automated_backups_replication: byUse('size of backups'),
  aws_dynamodb_table: ({ values }) =>
    values.billing_mode === 'PROVISIONED'
      ? bill([], 'No price of provisioned capacity is known')
      : bill([], `${USE}: reads, writes and storage`),
  aws_ebs_volume: volume,
  aws_eip: always('public-ip', 'public IPv4 address'),
  aws_eks_cluster: always('kubernetes', 'control plane'),
  aws_eks_node_group: nodeGroup,
  aws_elasticache_replication_group: cache,
  aws_flow_log: byUse('log volume'),
  aws_instance: instance,
  aws_kms_key: always('encryption-key', 'key', `${USE}: requests`),
  aws_lb: always('load-balancer', 'load balancer', `${USE}: traffic`),
  aws_nat_gateway: always('nat', 'NAT gateway', `${USE}: traffic`),
  aws_s3_bucket: byUse('storage, requests and traffic'),
  aws_secretsmanager_secret: always('secret', 'secret', `${USE}: requests`),
  aws_sqs_queue: byUse('requests'),
  aws_ssm_parameter: ({ values }) =>
    values.tier === 'Advanced'
      ? bill([fixed('advanced-parameter', 'advanced parameter')])
      : bill([]),
  aws_vpc_endpoint: ({ values }) =>
    values.vpc_endpoint_type === 'Interface'
      ? bill(
          [
            fixed(
              'vpc-endpoint',
              'interface endpoint',
              Array.isArray(values.subnet_ids) ? values.subnet_ids.length : 1,
            ),
          ],
          `${USE}: traffic`,
        )
      : bill([]),
  cloudflare_load_balancer: always(
    'load-balancer',
    'load balancer',
    `${USE}: queries`,
  ),
  cloudflare_load_balancer_monitor: byUse('places and interval of checks'),
  cloudflare_load_balancer_pool: byUse('number of endpoints of the account'),
  google_compute_global_address: ({ values }) =>
    values.address_type === 'INTERNAL'
      ? bill([])
      : bill([fixed('public-ip', 'public address')]),
  google_compute_router_nat: byUse('machines behind it and traffic'),
  google_container_cluster: always('kubernetes', 'control plane'),
  google_container_node_pool: gkeNodes,
  google_sql_database_instance: cloudSql,
};
