import { engineEnvironment, networkEnvironment } from './environment';

const options = {
  binary: '/opt/tools/terraform',
  scratch: '/tmp/heal7-1',
  cliConfig: '/data/terraform.rc',
  network: { HTTPS_PROXY: 'http://proxy' },
};

describe('engineEnvironment', () => {
  it('gives the engine its credentials, its secrets, and its own folders', () => {
    const environment = engineEnvironment(
      { credentials: { AWS_REGION: 'here' }, secrets: { password: 'p' } },
      options,
    );
    expect(environment).toMatchObject({
      AWS_REGION: 'here',
      TF_VAR_password: 'p',
      HTTPS_PROXY: 'http://proxy',
      PATH: '/opt/tools',
      HOME: '/tmp/heal7-1/home',
      TMPDIR: '/tmp/heal7-1/tmp',
    });
  });

  it('lets no credential replace what keeps the engine in its folder', () => {
    const names = [
      'PATH',
      'HOME',
      'TMPDIR',
      'TF_CLI_CONFIG_FILE',
      'TF_LOG_CORE',
    ];
    const credentials = Object.fromEntries(names.map(name => [name, 'theirs']));
    const environment = engineEnvironment(
      { credentials, secrets: {} },
      options,
    );
    expect(names.filter(name => environment[name] === 'theirs')).toEqual([]);
  });
});

describe('networkEnvironment', () => {
  it('takes the way out of the network from the portal, and nothing else', () => {
    expect(
      networkEnvironment({
        HTTPS_PROXY: 'http://proxy',
        no_proxy: 'localhost',
        POSTGRES_PASSWORD: 'secret',
        HTTP_PROXY: '',
      }),
    ).toEqual({ HTTPS_PROXY: 'http://proxy', no_proxy: 'localhost' });
  });
});
