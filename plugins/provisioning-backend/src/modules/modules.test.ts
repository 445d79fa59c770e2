import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  chmodSync,
  existsSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { BundleStore } from './BundleStore';
import { inputProblems, compileInputs } from './inputsSchema';
import { LocalModuleSource } from './LocalModuleSource';
import { readManifest } from './manifest';
import { digestOf, moduleTree } from './moduleTree';
import { SourcedModules } from './SourcedModules';
import { originOf, UrlModuleSource } from './UrlModuleSource';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const MANIFEST = `apiVersion: provisioning.heal7.io/v1
kind: StackModule
id: bucket
title: { en: Bucket, ko: 버킷 }
description: { en: A bucket., ko: 버킷입니다. }
cloud: aws
providers: [registry.terraform.io/hashicorp/aws]
inputs:
  type: object
  required: [name]
  additionalProperties: false
  properties:
    name: { type: string, pattern: '^[a-z]+$' }
    days: { type: integer, minimum: 1 }
secretInputs: [password]
stateful: [aws_s3_bucket]
catalog:
  - { match: aws_s3_bucket, type: object-storage, name: bucket, console: null }
`;

const VARIABLES = ['heal7', 'deletion_protection', 'name', 'days', 'password']
  .map(name => `variable "${name}" {\n  nullable = false\n}\n`)
  .join('\n');

const TREE = {
  'stacks/bucket/stack.yaml': MANIFEST,
  'stacks/bucket/variables.tf': VARIABLES,
  'stacks/bucket/main.tf':
    'module "bucket" {\n  source = "../../modules/bucket"\n}\n',
  'stacks/bucket/tests/main.tftest.hcl': 'run "x" {}',
  'modules/bucket/main.tf':
    'module "inner" {\n  source = "../inner"\n}\nresource "x" "y" {}\n',
  'modules/inner/main.tf': '# inner',
  'modules/unrelated/main.tf': '# unrelated',
  'README.md': 'of no interest',
};

const buffers = (files: Record<string, string>) =>
  new Map(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]),
  );

describe('moduleTree', () => {
  it('takes what the root module needs, and nothing else', () => {
    expect([...moduleTree(buffers(TREE), 'stacks/bucket').keys()]).toEqual([
      'modules/bucket/main.tf',
      'modules/inner/main.tf',
      'stacks/bucket/main.tf',
      'stacks/bucket/stack.yaml',
      'stacks/bucket/variables.tf',
    ]);
  });

  it.each([
    ['../../../elsewhere'],
    ['terraform-aws-modules/vpc/aws'],
    ['git::https://example.com/x.git'],
    ['https://example.com/x.zip'],
  ])('refuses code from elsewhere: %s', source => {
    const files = buffers({
      ...TREE,
      'modules/inner/main.tf': `module "x" {\n  source = "${source}"\n}\n`,
    });
    expect(() => moduleTree(files, 'stacks/bucket')).toThrow(
      `modules/inner/main.tf: the module source '${source}' is outside`,
    );
  });
});

describe('digestOf', () => {
  const trees = fc.dictionary(fc.string({ minLength: 1 }), fc.string());

  it('is the same for the same files in whatever order, and for no others', () => {
    fc.assert(
      fc.property(trees, trees, (one, other) => {
        const reversed = new Map([...buffers(one)].reverse());
        expect(digestOf(reversed)).toBe(digestOf(buffers(one)));
        const same =
          JSON.stringify(Object.entries(one).sort()) ===
          JSON.stringify(Object.entries(other).sort());
        expect(digestOf(buffers(one)) === digestOf(buffers(other))).toBe(same);
      }),
    );
  });

  it('tells the end of a path from the beginning of a file', () => {
    expect(digestOf(buffers({ ab: 'c' }))).not.toBe(
      digestOf(buffers({ a: 'bc' })),
    );
  });
});

describe('readManifest', () => {
  it('reads what a module says of itself', () => {
    expect(readManifest(MANIFEST, 'bucket')).toMatchObject({
      id: 'bucket',
      cloud: 'aws',
      secretInputs: ['password'],
      catalog: [{ match: 'aws_s3_bucket', type: 'object-storage' }],
    });
  });

  it.each([
    ['id: bucket', 'id: other', 'id: has to be the name of its folder'],
    ['cloud: aws', 'clouds: aws', 'clouds'],
    ['kind: StackModule', 'kind: Stack', 'kind'],
    [
      'additionalProperties: false',
      'additionalProperties: true',
      'inputs.additionalProperties',
    ],
    [
      'required: [name]',
      'required: [nam]',
      'inputs.required: names what is none',
    ],
    [
      '{ type: integer, minimum: 1 }',
      '{ type: integer, minimun: 1 }',
      'minimun',
    ],
    ['name: { type: string', 'heal7: { type: string', 'inputs'],
    ['secretInputs: [password]', 'secretInputs: [name]', 'secretInputs'],
    ['hashicorp/aws', 'aws', 'providers.0'],
    ['console: null', 'console: "javascript:alert(1)"', 'catalog.0.console'],
    ['ko: 버킷 }', '}', 'title.ko'],
    ['title:', '  - title:', 'stack.yaml is no YAML'],
  ])('refuses %j as %j', (from, to, message) => {
    expect(() => readManifest(MANIFEST.replace(from, to), 'bucket')).toThrow(
      message,
    );
  });
});

describe('inputProblems', () => {
  it('names each path, and never the value', () => {
    const { inputs } = readManifest(MANIFEST, 'bucket');
    const problems = inputProblems(compileInputs(inputs), {
      name: 'S3CRET',
      days: 0,
      more: 'S3CRET',
    });
    expect(problems.sort()).toEqual([
      'inputs.days: must be >= 1',
      'inputs.more: is not known',
      'inputs.name: must match pattern "^[a-z]+$"',
    ]);
    expect(inputProblems(compileInputs(inputs), {})).toEqual([
      'inputs.name: is missing',
    ]);
  });
});

describe('SourcedModules', () => {
  const source = createMockDirectory();
  const data = createMockDirectory();

  const setUp = (files: object = TREE) => {
    source.setContent(files as never);
    data.clear();
    let now = 0;
    const logger = mockServices.logger.mock();
    const modules = new SourcedModules({
      sources: [
        new LocalModuleSource('own', source.path),
        new LocalModuleSource('other', source.path),
        new LocalModuleSource('missing', join(source.path, 'missing')),
      ],
      bundles: new BundleStore(join(data.path, 'bundles')),
      logger,
      now: () => now,
    });
    const later = () => {
      now += 60_000;
    };
    return { modules, logger, later };
  };

  it('hides a broken module alone, and says why, once', async () => {
    const { modules, logger, later } = setUp({
      ...TREE,
      'stacks/broken/stack.yaml': 'kind: Nothing',
      'stacks/incomplete/stack.yaml': MANIFEST.replace('bucket', 'incomplete'),
      'stacks/incomplete/variables.tf': 'variable "heal7" {\n}\n',
    });
    expect((await modules.list()).map(({ id }) => id)).toEqual(['bucket']);
    const broken = await modules.broken();
    expect(broken.map(({ id, source: of }) => [id, of])).toEqual([
      ['broken', 'own'],
      ['incomplete', 'own'],
      ['broken', 'other'],
      ['incomplete', 'other'],
      ['bucket', 'other'],
      [null, 'missing'],
    ]);
    expect(broken[1].reason).toContain(
      "it declares no variable 'deletion_protection', 'name', 'days', 'password'",
    );
    expect(broken[4].reason).toBe("the source 'own' has one of that id");
    const said = logger.warn.mock.calls.length;
    later();
    await modules.broken();
    expect(logger.warn).toHaveBeenCalledTimes(said);
  });

  it('names the modules there are', async () => {
    const { modules } = setUp();
    await expect(modules.module('buckets')).rejects.toThrow(
      "There is no module 'buckets'; there are bucket",
    );
  });

  it('copies what is run, so that a change of the source does not change it', async () => {
    const { modules, later } = setUp();
    const before = await modules.bundle('bucket');
    expect(before).toMatchObject({ root: 'stacks/bucket', origin: null });
    const main = join(before.directory, before.root, 'main.tf');
    expect(statSync(main).mode & 0o222).toBe(0);

    source.addContent({ 'modules/inner/main.tf': '# other' });
    later();
    const after = await modules.bundle('bucket');
    expect(after.revision).not.toBe(before.revision);
    expect(after.directory).not.toBe(before.directory);
    expect(
      readFileSync(join(before.directory, 'modules/inner/main.tf'), 'utf8'),
    ).toBe('# inner');
    expect(existsSync(join(before.directory, 'README.md'))).toBe(false);
  });

  it('replaces a copy that somebody has changed', async () => {
    const { modules } = setUp();
    const { directory } = await modules.bundle('bucket');
    const file = join(directory, 'modules/inner/main.tf');
    chmodSync(file, 0o644);
    writeFileSync(file, 'resource "null_resource" "evil" {}');
    await modules.bundle('bucket');
    expect(readFileSync(file, 'utf8')).toBe('# inner');
  });

  it('is not changed by a change of what the module does not use', async () => {
    const { modules, later } = setUp();
    const { revision } = await modules.module('bucket');
    source.addContent({
      'modules/unrelated/main.tf': '# changed',
      'stacks/bucket/tests/main.tftest.hcl': '# changed',
    });
    later();
    expect((await modules.module('bucket')).revision).toBe(revision);
  });

  it('reads a pinned source once, and keeps on trying one that fails', async () => {
    data.clear();
    const url = `https://github.com/heal7/infra/tree/${COMMIT}/infra/terraform`;
    const readTree = jest
      .fn()
      .mockRejectedValueOnce(new Error('host is away'))
      .mockResolvedValue({
        files: async () =>
          Object.entries(TREE).map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
      });
    let now = 0;
    const modules = new SourcedModules({
      sources: [new UrlModuleSource('shared', url, { readTree })],
      bundles: new BundleStore(data.path),
      logger: mockServices.logger.mock(),
      now: () => now,
    });
    expect((await modules.broken())[0].reason).toContain('host is away');
    for (let look = 0; look < 3; look++) {
      now += 60_000;
      expect(await modules.bundle('bucket')).toMatchObject({
        origin: {
          repository: 'https://github.com/heal7/infra',
          commit: COMMIT,
          path: 'infra/terraform',
        },
      });
    }
    expect(readTree).toHaveBeenCalledTimes(2);
  });

  it('can use every stack of this repository', async () => {
    const modules = new SourcedModules({
      sources: [
        new LocalModuleSource(
          'heal7',
          resolve(__dirname, '../../../../infra/terraform'),
        ),
      ],
      bundles: new BundleStore(data.path),
      logger: mockServices.logger.mock(),
      now: () => 0,
    });
    expect(await modules.broken()).toEqual([]);
    expect((await modules.list()).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['object-storage', 'sandbox']),
    );
  });
});

describe('originOf', () => {
  it.each([
    [`https://github.com/o/r/tree/${COMMIT}/infra`, 'https://github.com/o/r'],
    [
      `https://gitlab.com/g/s/r/-/tree/${COMMIT}/infra`,
      'https://gitlab.com/g/s/r',
    ],
    [
      `https://bitbucket.org/o/r/src/${COMMIT}/infra`,
      'https://bitbucket.org/o/r',
    ],
  ])('finds the repository of %s', (url, repository) => {
    expect(originOf(url)).toEqual({
      repository,
      commit: COMMIT,
      path: 'infra',
    });
  });
});
