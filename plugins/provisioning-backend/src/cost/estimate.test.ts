import { SERVICE_PRICES } from '@heal7/backstage-plugin-capacity-common';
import fc from 'fast-check';
import { planDocument } from '../policy/__testUtils__/planDocument';
import { recordedPlan } from '../policy/__testUtils__/recordedPlan';
import { BILLS } from './components';
import { compareCosts, estimateResources } from './estimate';
import type { EstimateOptions } from './estimate';
import { FREE_TYPES } from './freeTypes';
import { planResources } from './planResources';

const created = recordedPlan('create');
const destroyed = recordedPlan('destroy');

const options: EstimateOptions = {
  book: SERVICE_PRICES,
  discounts: { spot: 0, reserved: 0, offHours: 0 },
  now: new Date('2026-11-24T00:00:00Z'),
  maxAgeDays: 180,
};
const nodes = (type: string, count: number, capacity = 'ON_DEMAND') => ({
  instance_types: [type],
  capacity_type: capacity,
  scaling_config: [{ desired_size: count }],
});
const afterOf = (
  given: Parameters<typeof planDocument>[0],
  more: Partial<EstimateOptions> = {},
) => compareCosts(planDocument(given), { ...options, ...more }).after;

describe('an estimate by hand', () => {
  it('counts the nodes of a group through the month', () => {
    // 3 × 730 × 0.118 = 258.42
    const { monthly, items } = afterOf({
      address: 'aws_eks_node_group.general',
      after: nodes('m6i.large', 3),
    });
    expect(monthly).toBe(258.42);
    expect(items[0].working).toBe('3 × 730 h × $0.118');
    expect(items[0].prices).toEqual(['aws/ap-northeast-2/machine/m6i.large']);
  });

  it('takes 60 % off spot nodes', () => {
    // 2 × 730 × 0.192 × 0.4 = 112.128
    const { monthly, items } = afterOf(
      {
        address: 'aws_eks_node_group.engine',
        after: nodes('c6i.xlarge', 2, 'SPOT'),
      },
      { discounts: { spot: 0.6, reserved: 0.4, offHours: 0 } },
    );
    expect(monthly).toBe(112.128);
    expect(items[0].working).toBe('2 × 730 h × $0.192 × (1 − 60 % spot)');
  });

  it('takes 40 % off what is reserved', () => {
    // 730 × 0.118 × 0.6 = 51.684
    expect(
      afterOf(
        { address: 'aws_instance.one', after: { instance_type: 'm6i.large' } },
        { discounts: { spot: 0.6, reserved: 0.4, offHours: 0 } },
      ),
    ).toMatchObject({
      monthly: 51.684,
      items: [{ working: '730 h × $0.118 × (1 − 40 % reserved)' }],
    });
  });

  it('does not reserve what is switched off at night', () => {
    // 730 × 0.118 × 0.5 = 43.07
    expect(
      afterOf(
        { address: 'aws_instance.one', after: { instance_type: 'm6i.large' } },
        { discounts: { spot: 0, reserved: 0.4, offHours: 0.5 } },
      ),
    ).toMatchObject({
      monthly: 43.07,
      items: [{ working: '730 h × $0.118 × (1 − 50 % off-hours)' }],
    });
  });

  it('counts both instances and both disks of a multi-AZ database', () => {
    const book = [
      { item: 'database/postgres/db.r6g.xlarge', unit: 'hour', usd: 0.5 },
      { item: 'database-storage/gp3', unit: 'GiB-month', usd: 0.1 },
    ].map(price => ({
      ...SERVICE_PRICES[0],
      ...price,
    })) as EstimateOptions['book'];
    // 2 × 730 × 0.5 + 2 × 1000 × 0.1 = 730 + 200
    expect(
      afterOf(
        {
          address: 'aws_db_instance.primary',
          after: {
            engine: 'postgres',
            instance_class: 'db.r6g.xlarge',
            allocated_storage: 1000,
            storage_type: 'gp3',
            multi_az: true,
          },
        },
        { book },
      ),
    ).toMatchObject({ monthly: 930, unpriced: [] });
  });
});

describe('what cannot be priced', () => {
  it('is listed with the reason, never as nothing', () => {
    const reasons = (given: Parameters<typeof planDocument>[0]) =>
      afterOf(given).unpriced.map(({ reason }) => reason);
    expect(reasons({ address: 'aws_nat_gateway.a', after: {} })).toEqual([
      'Depends on use: traffic',
      'NAT gateway: no price was found for ap-northeast-2',
    ]);
    expect(reasons({ address: 'aws_quantum.a', after: {} })).toEqual([
      'What this type costs is not known',
    ]);
    expect(
      reasons({
        address: 'aws_instance.a',
        after: {},
        unknown: { instance_type: true },
      }),
    ).toEqual(['The instance type is not known before it is applied']);
  });

  it('is so where the region is not that of the price', () => {
    const { monthly, unpriced } = afterOf({
      address: 'aws_instance.a',
      after: { instance_type: 'm6i.large', availability_zone: 'us-east-1a' },
    });
    expect(monthly).toBe(0);
    expect(unpriced[0].reason).toContain('us-east-1');
  });
});

describe('recorded plans', () => {
  it('have every resource priced, unpriced or free', () => {
    const document = created;
    const { after, before } = compareCosts(document, options);
    expect(before).toMatchObject({ monthly: 0, items: [], unpriced: [] });
    expect(new Set(after.unpriced.map(({ type }) => type))).toEqual(
      new Set(['aws_dynamodb_table', 'aws_s3_bucket', 'aws_sqs_queue']),
    );
    for (const { type } of planResources(document).after) {
      expect(FREE_TYPES.has(type) || Object.hasOwn(BILLS, type)).toBe(true);
    }
  });

  it('cost nothing after what they have is destroyed', () => {
    const { after, before } = compareCosts(destroyed, options);
    expect(after).toMatchObject({ items: [], unpriced: [] });
    expect(before.unpriced).not.toEqual([]);
  });
});

describe('the age of prices', () => {
  const oldest = SERVICE_PRICES[0].date;
  it.each([
    [180, false],
    [181, true],
  ])('after %d days marks an estimate outdated: %s', (days, outdated) => {
    const now = new Date(Date.parse(oldest) + days * 86_400_000);
    expect(
      afterOf(
        { address: 'aws_instance.a', after: { instance_type: 'm6i.large' } },
        { now },
      ).outdated,
    ).toBe(outdated);
  });
});

it('knows no type twice, as free and as billed', () => {
  expect(Object.keys(BILLS).filter(type => FREE_TYPES.has(type))).toEqual([]);
});

describe('any resources', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const resource = fc
    .record({
      type: fc.constantFrom(
        ...Object.keys(BILLS),
        'aws_vpc',
        'aws_never_heard_of',
      ),
      values: fc.record(
        {
          instance_type: fc.constantFrom('m6i.large', 'x.none'),
          instance_types: fc.array(fc.constantFrom('m6i.large', 'c6i.xlarge')),
          capacity_type: fc.constantFrom('SPOT', 'ON_DEMAND'),
          scaling_config: fc.array(
            fc.record({ desired_size: fc.integer({ min: -3, max: 9 }) }),
          ),
          instance_class: fc.string(),
          allocated_storage: fc.oneof(fc.integer(), fc.string()),
          size: fc.oneof(fc.integer(), fc.string()),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ type, values }) => ({ type, values }));
  const several = fc.array(resource, { maxLength: 8 }).map(list =>
    list.map(({ type, values }, index) => ({
      address: `${type}.r${index}`,
      module: '',
      type,
      provider: 'registry.terraform.io/hashicorp/aws',
      values: values as never,
      unknown: {},
    })),
  );
  const document = planDocument();

  it('never cost less than nothing, add up, and come in any order', () => {
    fc.assert(
      fc.property(
        several,
        fc.record({ spot: share, reserved: share, offHours: share }),
        fc.nat(8),
        (resources, discounts, cut) => {
          const of = (some: typeof resources) =>
            estimateResources(document, some, { ...options, discounts });
          const whole = of(resources);
          expect(whole.items.every(({ monthly }) => monthly >= 0)).toBe(true);
          expect(whole.monthly).toBeCloseTo(
            of(resources.slice(0, cut)).monthly +
              of(resources.slice(cut)).monthly,
            4,
          );
          expect(of([...resources].reverse())).toEqual(whole);
        },
      ),
    );
  });

  it('are each priced, or unpriced, or free', () => {
    fc.assert(
      fc.property(several, resources => {
        const { items, unpriced } = estimateResources(
          document,
          resources,
          options,
        );
        const told = new Set(
          [...items, ...unpriced].map(({ address }) => address),
        );
        for (const { address, type, values } of resources) {
          const bill = Object.hasOwn(BILLS, type)
            ? BILLS[type]({ address, type, values } as never)
            : undefined;
          const billable =
            !FREE_TYPES.has(type) &&
            (!bill || bill.components.length + bill.unpriced.length > 0);
          expect(told.has(address)).toBe(billable);
        }
      }),
    );
  });
});
