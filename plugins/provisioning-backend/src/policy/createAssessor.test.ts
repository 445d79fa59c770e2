import { mockServices } from '@backstage/backend-test-utils';
import { SERVICE_PRICES } from '@heal7/backstage-plugin-capacity-common';
import type {
  PolicyFinding,
  Stack,
} from '@heal7/backstage-plugin-provisioning-common';
import { readPlan } from '@heal7/backstage-plugin-provisioning-node';
import type { PolicyEngine } from '@heal7/backstage-plugin-provisioning-node';
import type { Environment } from '../ports/Environments';
import { planDocument } from './__testUtils__/planDocument';
import { createAssessor } from './createAssessor';

const document = planDocument({
  address: 'aws_ebs_volume.a',
  before: {},
  after: null,
});
const finding: PolicyFinding = {
  rule: 'theirs',
  engine: 'other',
  severity: 'block',
  address: null,
  attribute: null,
  message: 'No',
  fix: 'Yes',
};

function assess(
  evaluate: PolicyEngine['evaluate'],
  more: {
    severities?: Environment['severities'];
    plan?: typeof document;
    signal?: AbortSignal;
    seconds?: number;
  } = {},
) {
  const plan = more.plan ?? document;
  return createAssessor({
    engines: () => [{ id: 'other', evaluate }],
    environments: {
      list: () => [],
      byName: name =>
        ({
          name,
          budget: 100,
          deletionProtection: true,
          severities: more.severities ?? {},
          discounts: { spot: 0, reserved: 0, offHours: 0 },
        } as unknown as Environment),
    },
    stacks: { spent: async () => 40 },
    modules: {
      module: async () => ({ stateful: ['aws_ebs_volume'] } as never),
    },
    logger: mockServices.logger.mock(),
    prices: { book: SERVICE_PRICES, maxAgeDays: 180 },
    now: () => new Date('2026-11-24T00:00:00Z'),
    engineSeconds: more.seconds ?? 60,
  }).assess(
    { id: 's', module: 'm', environment: 'production', system: null } as Stack,
    { summary: readPlan(plan), document: plan },
    more.signal ?? new AbortController().signal,
  );
}

describe('createAssessor', () => {
  it('gives engines what the plan costs beside the others', async () => {
    const evaluate = jest.fn(async () => [finding]);
    const { findings } = await assess(evaluate);
    expect(findings).toContainEqual(finding);
    expect(evaluate).toHaveBeenCalledWith(
      expect.objectContaining({
        environment: 'production',
        budget: { limit: 100, others: 40 },
      }),
      expect.anything(),
    );
  });

  it('names what would be lost', async () => {
    expect(await assess(async () => [])).toMatchObject({
      stateful: ['aws_ebs_volume.a'],
    });
  });

  it('blocks on what costs too much, as the environment counts', async () => {
    const plan = planDocument({
      address: 'aws_instance.a',
      after: { instance_type: 'm6i.large' },
    });
    // 86.14 beside 40 of 100
    const { findings, cost } = await assess(async () => [], { plan });
    expect(cost.after.monthly).toBe(86.14);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'within-budget', severity: 'block' }),
    );
  });

  it('lets the environment say how hard a rule is, of any engine', async () => {
    const severities = { theirs: 'warn', 'loses-state': 'off' } as const;
    const { findings } = await assess(async () => [finding], { severities });
    expect(findings).toEqual([{ ...finding, severity: 'warn' }]);
  });

  it.each<[string, PolicyEngine['evaluate']]>([
    ['rejects', async () => Promise.reject(new Error('broken'))],
    [
      'throws at once',
      () => {
        throw new Error('broken');
      },
    ],
  ])(
    'blocks when an engine %s, whatever is switched off',
    async (_, broken) => {
      const { findings } = await assess(broken, {
        severities: { 'other-failed': 'off' },
      });
      expect(findings).toContainEqual(
        expect.objectContaining({
          rule: 'other-failed',
          severity: 'block',
          message: expect.stringContaining('broken'),
        }),
      );
    },
  );

  it('blocks when an engine gives no answer in time', async () => {
    const { findings } = await assess(() => new Promise(() => {}), {
      seconds: 0.01,
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'other-failed',
        severity: 'block',
        message: expect.stringContaining('did not answer'),
      }),
    );
  });
});
