import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readProvisioningConfig } from './provisioningConfig';

const LOCAL = { type: 'local', directory: '/states' };
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const read = (provisioning: JsonObject) =>
  readProvisioningConfig(new ConfigReader({ provisioning }));

const environment = (more: JsonObject) => ({
  environments: { production: { state: LOCAL, ...more } },
});

describe('readProvisioningConfig', () => {
  it('works with nothing configured', () => {
    expect(readProvisioningConfig(new ConfigReader({}))).toMatchObject({
      environments: [],
      sources: [],
      continuations: [],
    });
  });

  it('holds back the most what nobody has thought about', () => {
    expect(read(environment({})).environments).toEqual([
      expect.objectContaining({
        name: 'production',
        approval: 'second-person',
        deletionProtection: true,
        budget: null,
        driftCheck: false,
        credentials: {},
        secrets: [],
      }),
    ]);
  });

  it.each([['6h'], ['PT6H'], [{ hours: 6 }]])(
    'reads the duration %j as seconds',
    every => {
      const [production] = read(
        environment({ driftCheck: { every } }),
      ).environments;
      expect(production.driftCheck).toEqual({ every: 21_600 });
    },
  );

  it('leaves the sections of modules alone', () => {
    expect(() => read({ terraform: { encryptionKey: 'x' } })).not.toThrow();
  });

  it.each<[JsonObject, string]>([
    [environment({ approval: 'nobody' }), 'environments.production.approval'],
    [environment({ budget: -1 }), 'environments.production.budget'],
    [environment({ aproval: 'none' }), 'aproval'],
    [environment({ state: { type: 's3' } }), 'production.state.bucket'],
    [environment({ driftCheck: { every: 'often' } }), 'production.driftCheck'],
    [environment({ discounts: { spot: 60 } }), 'production.discounts.spot'],
    [
      environment({ credentials: { aws: { TF_VAR_owner: 'x' } } }),
      'production.credentials.aws',
    ],
    [
      environment({ secrets: [{ variable: 'password' }] }),
      'production.secrets.0: needs exactly one of value and file',
    ],
    [{ environments: { 'Prod!': { state: LOCAL } } }, 'environments.Prod!'],
    [{ modules: [{ id: 'a' }] }, 'modules.0: needs exactly one of'],
    [
      { modules: [{ id: 'a', url: 'https://github.com/o/r/tree/main/infra' }] },
      'modules.0.url: has to name a commit',
    ],
    [
      {
        modules: [
          { id: 'a', directory: 'x' },
          { id: 'a', directory: 'y' },
        ],
      },
      'modules: has two sources of one id',
    ],
    [{ workers: 0 }, 'provisioning.workers'],
    [{ continuations: ['service-database'] }, 'continuations.0'],
  ])('names the key that is wrong: %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('never quotes a value: it may be a secret', () => {
    const secret = 'correct-horse-battery-staple';
    const wrong = environment({
      credentials: { aws: { 'not a name': secret } },
      secrets: [{ variable: 'password', value: secret, file: secret }],
    });
    expect(() => read(wrong)).toThrow(/credentials/);
    expect(() => read(wrong)).not.toThrow(secret);
  });

  it('takes a source at a commit', () => {
    const url = `https://github.com/heal7/infrastructure/tree/${COMMIT}/infra`;
    expect(read({ modules: [{ id: 'shared', url }] }).sources).toEqual([
      { id: 'shared', url },
    ]);
  });

  describe('a sandbox', () => {
    const sandbox = (endpoint: string, stateEndpoint: string) =>
      environment({
        sandbox: true,
        credentials: { aws: { AWS_ENDPOINT_URL: endpoint } },
        state: {
          type: 's3',
          bucket: 'b',
          region: 'us-east-1',
          endpoint: stateEndpoint,
        },
      });

    it('is an emulator on this machine', () => {
      expect(() =>
        read(sandbox('http://127.0.0.1:7110', 'http://127.0.0.1:7110')),
      ).not.toThrow();
    });

    it.each([
      ['https://sts.amazonaws.com', 'http://127.0.0.1:7110', 'credentials.aws'],
      ['http://127.0.0.1.example.com', 'http://127.0.0.1:7110', 'credentials'],
      ['http://127.0.0.1:7110', 'https://s3.amazonaws.com', 'state.endpoint'],
    ])('must not reach a cloud: %s, %s', (endpoint, state, message) => {
      expect(() => read(sandbox(endpoint, state))).toThrow(message);
    });

    it('must not leave it to AWS where it is', () => {
      expect(() =>
        read(
          environment({
            sandbox: true,
            credentials: { aws: { AWS_REGION: 'us-east-1' } },
          }),
        ),
      ).toThrow('credentials.aws.AWS_ENDPOINT_URL');
    });
  });
});
