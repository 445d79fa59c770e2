import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Stack } from '@heal7/backstage-plugin-provisioning-common';
import { readProvisioningConfig } from '../config/provisioningConfig';
import { ConfiguredEnvironments } from './ConfiguredEnvironments';
import { demandExecutors } from './demandExecutors';

const environments = (config: object) =>
  new ConfiguredEnvironments(
    readProvisioningConfig(
      new ConfigReader({ provisioning: { environments: config as never } }),
    ).environments,
  );

const stack = (name: string, module = 'sandbox') => ({ name, module } as Stack);

const LOCAL = { type: 'local', directory: '/states' };

describe('ConfiguredEnvironments', () => {
  const files = createMockDirectory();

  it('names the environments there are', () => {
    const all = environments({
      staging: { state: LOCAL },
      production: { state: LOCAL },
    });
    expect(() => all.byName('prod')).toThrow(
      "There is no environment 'prod'; there are staging, production",
    );
    expect(() => environments({}).byName('prod')).toThrow('none is configured');
  });

  it.each([
    [LOCAL, { type: 'local', path: '/states/staging/web.tfstate' }],
    [
      { type: 's3', bucket: 'b', region: 'ap-northeast-2' },
      {
        type: 's3',
        bucket: 'b',
        key: 'stacks/staging/web/terraform.tfstate',
        region: 'ap-northeast-2',
        endpoint: null,
        kmsKeyId: null,
      },
    ],
    [
      { type: 'gcs', bucket: 'b', prefix: '/terraform/' },
      { type: 'gcs', bucket: 'b', prefix: 'terraform/staging/web' },
    ],
  ])('gives every stack a state of its own: %j', (state, expected) => {
    const staging = environments({ staging: { state } }).byName('staging');
    expect(staging.state(stack('web'))).toEqual(expected);
    expect(staging.state(stack('web-2'))).not.toEqual(expected);
  });

  it('gives each cloud its own credentials, and no other', () => {
    const credentials = { aws: { AWS_REGION: 'x' }, gcp: { GOOGLE: 'y' } };
    const staging = environments({
      staging: { state: LOCAL, credentials },
    }).byName('staging');
    expect(staging.credentials('aws')).toEqual({ AWS_REGION: 'x' });
    expect(staging.credentials('azure')).toEqual({});
  });

  it('takes the secret that is closest to the stack, from its file as it is now', async () => {
    files.setContent({ password: 'first\n' });
    const file = files.resolve('password');
    const staging = environments({
      staging: {
        state: LOCAL,
        secrets: [
          { variable: 'password', value: 'for all' },
          { variable: 'password', stack: 'web', file },
          { variable: 'password', module: 'sandbox', value: 'of the module' },
          { variable: 'token', value: 'not asked for' },
        ],
      },
    }).byName('staging');
    const password = async (of: Stack) =>
      staging.secrets(of, ['password', 'unknown']);

    expect(await password(stack('web'))).toEqual({ password: 'first' });
    expect(await password(stack('api'))).toEqual({ password: 'of the module' });
    expect(await password(stack('api', 'other'))).toEqual({
      password: 'for all',
    });
    files.setContent({ password: 'second' });
    expect(await password(stack('web'))).toEqual({ password: 'second' });
  });
});

describe('demandExecutors', () => {
  it('names the key of an executor that nobody has added', () => {
    const all = environments({
      staging: { state: LOCAL, executor: 'terafrom' },
    });
    expect(() =>
      demandExecutors(all.list(), new Map([['terraform', 1]])),
    ).toThrow(
      "provisioning.environments.staging.executor: there is no executor 'terafrom'; there are: terraform",
    );
  });
});
