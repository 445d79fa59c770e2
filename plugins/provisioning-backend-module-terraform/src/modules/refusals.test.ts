import fc from 'fast-check';
import {
  localModules,
  lockFileRefusals,
  providerAddress,
  refusals,
} from './refusals';

const AWS = 'registry.terraform.io/hashicorp/aws';
const allowed = new Set([AWS]);

const whats = (content: unknown) =>
  refusals([{ path: 'main.tf', content }], allowed).map(({ what }) => what);

describe('refusals', () => {
  it('has nothing against a bucket', () => {
    expect(
      whats({
        terraform: [
          {
            required_version: '>= 1.9',
            required_providers: [{ aws: { source: 'hashicorp/aws' } }],
          },
        ],
        provider: { aws: [{ alias: 'seoul' }] },
        variable: { name: [{}] },
        resource: {
          aws_s3_bucket: {
            one: [{ bucket: '${var.name}', provider: '${aws.seoul}' }],
          },
          terraform_data: { two: [{}] },
        },
        data: { aws_region: { here: [{}] } },
        module: { network: [{ source: '../../modules/network' }] },
        moved: [{}],
        check: { up: [{ data: { aws_region: { now: [{}] } } }] },
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'a program beside a resource',
      {
        resource: {
          aws_s3_bucket: {
            a: [{ provisioner: { 'local-exec': [{ command: 'id' }] } }],
          },
        },
      },
      "the provisioner 'local-exec'",
    ],
    [
      'a program on another machine',
      {
        resource: {
          aws_s3_bucket: { a: [{ provisioner: { 'remote-exec': [{}] } }] },
        },
      },
      "the provisioner 'remote-exec'",
    ],
    [
      'a program in the JSON form, as a list',
      {
        resource: [
          {
            aws_s3_bucket: {
              a: { provisioner: [{ 'local-exec': { command: 'id' } }] },
            },
          },
        ],
      },
      "the provisioner 'local-exec'",
    ],
    [
      'a program for what is removed',
      {
        removed: [{ from: '${a.b}', provisioner: { 'local-exec': [{}] } }],
      },
      "the provisioner 'local-exec'",
    ],
    [
      'a program that gives data',
      { data: { external: { a: [{}] } } },
      "the data source 'external'",
    ],
    [
      'a program that gives data to a check',
      { check: { a: [{ data: { external: { b: [{}] } } }] } },
      "the data source 'external'",
    ],
    [
      "another stack's state",
      { data: { terraform_remote_state: { a: [{}] } } },
      "the data source 'terraform_remote_state'",
    ],
    [
      'a state of its own',
      { terraform: [{ backend: { s3: [{}] } }] },
      "'backend' in the settings",
    ],
    [
      "somebody's service",
      { terraform: [{ cloud: [{}] }] },
      "'cloud' in the settings",
    ],
    [
      'a key made by a program',
      { terraform: [{ encryption: [{}] }] },
      "'encryption' in the settings",
    ],
    [
      'what came after this version of the portal',
      { action: { local_command: { a: [{}] } } },
      "the block 'action'",
    ],
    [
      'a module from elsewhere',
      { module: { a: [{ source: 'terraform-aws-modules/vpc/aws' }] } },
      'the module source "terraform-aws-modules/vpc/aws"',
    ],
    [
      'a module from somewhere',
      { module: { a: [{ source: './${var.where}' }] } },
      'the module source',
    ],
    ['a module from nowhere', { module: { a: [{}] } }, 'the module source'],
    [
      'a provider that is required',
      {
        terraform: [
          { required_providers: [{ aws: { source: 'somebody/aws' } }] },
        ],
      },
      "the provider 'registry.terraform.io/somebody/aws'",
    ],
    [
      'a provider that a resource implies',
      { resource: { null_resource: { a: [{}] } } },
      "the provider 'registry.terraform.io/hashicorp/null'",
    ],
    [
      'a provider that a resource names',
      { resource: { aws_s3_bucket: { a: [{ provider: '${shell.x}' }] } } },
      "the provider 'registry.terraform.io/hashicorp/shell'",
    ],
    [
      'a provider of something ephemeral',
      { ephemeral: { random_password: { a: [{}] } } },
      "the provider 'registry.terraform.io/hashicorp/random'",
    ],
    [
      'a provider that is only configured',
      { provider: { http: [{}] } },
      "the provider 'registry.terraform.io/hashicorp/http'",
    ],
  ])('refuses %s', (_, content, what) => {
    expect(whats(content)).toEqual(
      expect.arrayContaining([expect.stringContaining(what)]),
    );
  });

  it('knows a provider by what any file of the folder says of it', () => {
    const found = refusals(
      [
        {
          path: 'a.tf',
          content: { resource: { cloud_thing: { one: [{}] } } },
        },
        {
          path: 'b.tf',
          content: {
            terraform: [
              { required_providers: [{ cloud: { source: 'hashicorp/aws' } }] },
            ],
          },
        },
      ],
      allowed,
    );
    expect(found).toEqual([]);
  });

  it('takes the registry of OpenTofu for the same', () => {
    expect(providerAddress('registry.opentofu.org/hashicorp/AWS')).toBe(AWS);
    expect(providerAddress('hashicorp/aws')).toBe(AWS);
  });

  it('never throws, whatever a file holds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(
          'resource',
          'data',
          'module',
          'terraform',
          'check',
          'removed',
          'provider',
        ),
        (value, block) => {
          expect(() => whats({ [block]: value })).not.toThrow();
          expect(() => whats(value)).not.toThrow();
        },
      ),
    );
  });

  it('finds a program however deep the JSON form wraps it', () => {
    const wrap = fc.constantFrom(
      (value: unknown) => value,
      (value: unknown) => [value],
      (value: unknown) => [{}, value],
    );
    fc.assert(
      fc.property(wrap, wrap, wrap, wrap, (one, two, three, four) => {
        const content = {
          resource: one({
            aws_s3_bucket: two({
              a: three({ provisioner: four({ 'local-exec': {} }) }),
            }),
          }),
        };
        expect(whats(content).join()).toContain('local-exec');
      }),
    );
  });
});

describe('localModules', () => {
  it('names the folders that are called', () => {
    expect(
      localModules({
        path: 'main.tf',
        content: {
          module: { a: [{ source: '../b' }], c: [{ source: 'git::x' }] },
        },
      }),
    ).toEqual(['../b']);
  });
});

describe('lockFileRefusals', () => {
  it('refuses a provider that is only in the lock file', () => {
    const content = {
      provider: { [AWS]: [{}], 'registry.terraform.io/x/shell': [{}] },
    };
    expect(
      lockFileRefusals({ path: '.terraform.lock.hcl', content }, allowed),
    ).toEqual([
      {
        path: '.terraform.lock.hcl',
        what: "the provider 'registry.terraform.io/x/shell', which is not in the module's manifest",
      },
    ]);
  });
});
