import fc from 'fast-check';
import { MASKED, SecretMask } from '../secrets/SecretMask';
import create from './__fixtures__/create.json';
import { maskPlan } from './maskPlan';
import { readPlan } from './readPlan';

const none = new SecretMask([]);
const SECRET = 'hunter2-secret';

describe('maskPlan', () => {
  it('keeps what policies and prices look at', () => {
    const masked = maskPlan(create, none) as any;
    expect(masked.format_version).toBe(create.format_version);
    expect(
      masked.resource_changes.map((change: any) => change.address),
    ).toEqual(create.resource_changes.map(({ address }) => address));
    const bucket = masked.resource_changes.find(
      (change: any) => change.type === 'aws_s3_bucket',
    );
    expect(bucket.change.after.bucket).toEqual(expect.any(String));
    expect(masked.configuration.provider_config.aws.expressions.region).toEqual(
      { constant_value: 'ap-northeast-2' },
    );
  });

  it('can be read like the plan, apart from what is secret', () => {
    const of = (plan: unknown) =>
      readPlan(plan).resources.map(({ address, action }) => [address, action]);
    expect(of(maskPlan(create, none))).toEqual(of(create));
  });

  it('leaves behind what is marked, without knowing it', () => {
    expect(JSON.stringify(create)).toContain(SECRET);
    expect(JSON.stringify(maskPlan(create, none))).not.toContain(SECRET);
  });

  it('takes known secrets out of what is not marked', () => {
    const plan = {
      format_version: '1.2',
      resource_changes: [
        {
          address: 'a.b',
          change: { actions: ['create'], after: { tag: `x ${SECRET}` } },
        },
      ],
    };
    expect(JSON.stringify(maskPlan(plan, new SecretMask([SECRET])))).toContain(
      `x ${MASKED}`,
    );
  });

  it('does not know fields that come later', () => {
    const plan = { format_version: '1.9', brand_new: SECRET };
    expect(JSON.stringify(maskPlan(plan, none))).not.toContain(SECRET);
  });

  it('leaves constants of the code behind, but where a provider works', () => {
    const plan = {
      format_version: '1.2',
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            expressions: {
              region: { constant_value: 'here' },
              secret_key: { constant_value: SECRET },
            },
          },
        },
        root_module: {
          resources: [
            {
              address: 'a.b',
              expressions: {
                password: { constant_value: SECRET },
                name: { references: ['var.name'] },
              },
            },
          ],
          module_calls: {
            inner: { expressions: { key: { constant_value: SECRET } } },
          },
          variables: { name: { default: SECRET } },
        },
      },
    };
    const masked = maskPlan(plan, none) as any;
    expect(JSON.stringify(masked)).not.toContain(SECRET);
    expect(JSON.stringify(masked)).toContain('here');
    expect(
      masked.configuration.root_module.resources[0].expressions.name,
    ).toEqual({ references: ['var.name'] });
  });

  it('never lets anything through where either side is marked', () => {
    // Every place in which the format has a value beside its marks.
    const secret = fc.stringMatching(/^s3cr3t-[a-z0-9]{8}$/);
    const path = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), {
      minLength: 1,
      maxLength: 3,
    });
    const nest = (keys: string[], leaf: unknown) =>
      keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), leaf);
    fc.assert(
      fc.property(secret, path, fc.boolean(), (value, keys, isBefore) => {
        const marked = nest(keys, true);
        const planted = nest(keys, value);
        const resource = {
          address: 'a.b',
          values: planted,
          sensitive_values: marked,
        };
        const module = {
          resources: [resource],
          child_modules: [{ resources: [resource] }],
        };
        const change = {
          actions: ['update'],
          before: planted,
          after: planted,
          [isBefore ? 'before_sensitive' : 'after_sensitive']: marked,
        };
        const outputs = { out: { sensitive: true, value: planted } };
        const plan = {
          format_version: '1.2',
          variables: { password: { value }, undeclared: { value } },
          configuration: {
            root_module: { variables: { password: { sensitive: true } } },
          },
          planned_values: { root_module: module, outputs },
          prior_state: { values: { root_module: module, outputs } },
          resource_changes: [{ address: 'a.b', change }],
          resource_drift: [{ address: 'a.b', change }],
          output_changes: { out: change },
        };
        expect(JSON.stringify(maskPlan(plan, none))).not.toContain(value);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(
          'resource_changes',
          'planned_values',
          'configuration',
          'variables',
          'output_changes',
        ),
        (value, field) => {
          expect(() => maskPlan({ [field]: value }, none)).not.toThrow();
        },
      ),
    );
  });
});
