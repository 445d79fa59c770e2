import { createMockDirectory } from '@backstage/backend-test-utils';
import { resolve } from 'node:path';
import { checkModule } from './checkModule';

const AWS = 'registry.terraform.io/hashicorp/aws';
const LOCK = `provider "${AWS}" {\n  version = "5.100.0"\n}\n`;

const directory = createMockDirectory();

async function refusedIn(files: Record<string, string>) {
  directory.setContent({
    'stack/.terraform.lock.hcl': LOCK,
    'stack/main.tf': 'module "own" {\n  source = "../own"\n}\n',
    'own/main.tf': 'resource "aws_s3_bucket" "one" {}\n',
    ...files,
  });
  const found = await checkModule(directory.path, {
    root: 'stack',
    providers: [AWS],
  });
  return found.map(({ path, what }) => `${path}: ${what}`);
}

describe('checkModule', () => {
  it('lets the stacks of this repository through', async () => {
    const infra = resolve(__dirname, '../../../../infra/terraform');
    await expect(
      checkModule(infra, { root: 'stacks/sandbox', providers: [AWS] }),
    ).resolves.toEqual([]);
  });

  it('lets code through that reaches only its own modules', async () => {
    await expect(refusedIn({})).resolves.toEqual([]);
  });

  it('looks into the modules that are called', async () => {
    await expect(
      refusedIn({
        'own/main.tf': 'data "external" "x" {\n  program = ["id"]\n}\n',
      }),
    ).resolves.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^own\/main.tf: the data source 'external'/),
      ]),
    );
  });

  it('looks into files in JSON', async () => {
    await expect(
      refusedIn({ 'stack/more.tf.json': '{"data": {"external": {"x": {}}}}' }),
    ).resolves.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^stack\/more.tf.json: the data source/),
      ]),
    );
  });

  it('is not fooled by comments, strings and line breaks', async () => {
    await expect(
      refusedIn({
        'stack/more.tf':
          '/* } */ resource "aws_s3_bucket" "x" { # {\n provisioner /* a */ "local-exec" {\n command = "id" \n}\n}\n',
      }),
    ).resolves.toEqual([
      "stack/more.tf: the provisioner 'local-exec', which runs programs",
    ]);
    await expect(
      refusedIn({
        'stack/more.tf':
          'locals {\n text = "provisioner \\"local-exec\\" {"\n}\n# data "external" "x" {}\n',
      }),
    ).resolves.toEqual([]);
  });

  it('refuses code that it cannot read', async () => {
    await expect(refusedIn({ 'own/broken.tf': 'resource {' })).resolves.toEqual(
      [expect.stringMatching(/^own\/broken.tf: code that cannot be read/)],
    );
  });

  it('refuses a module outside of what is pinned', async () => {
    await expect(
      refusedIn({
        'stack/main.tf': 'module "out" {\n  source = "../../elsewhere"\n}\n',
      }),
    ).resolves.toEqual(['../elsewhere: outside of what is pinned']);
  });

  it.each(['terraform.tfvars', 'x.auto.tfvars', 'x.auto.tfvars.json'])(
    'refuses values that nobody gave: %s',
    async name => {
      await expect(refusedIn({ [`stack/${name}`]: '' })).resolves.toEqual([
        expect.stringMatching(/values that would be read/),
      ]);
    },
  );

  it('refuses files that only OpenTofu sees', async () => {
    await expect(refusedIn({ 'own/main.tofu': '' })).resolves.toEqual([
      expect.stringMatching(/^own\/main.tofu: a file that only OpenTofu reads/),
    ]);
  });

  it('asks for a lock file, with allowed providers only', async () => {
    directory.setContent({ 'stack/main.tf': '' });
    await expect(
      checkModule(directory.path, { root: 'stack', providers: [AWS] }),
    ).resolves.toEqual([
      {
        path: 'stack/.terraform.lock.hcl',
        what: expect.stringContaining('missing'),
      },
    ]);
    await expect(
      refusedIn({
        'stack/.terraform.lock.hcl': `provider "registry.terraform.io/x/y" {\n  version = "1.0.0"\n}\n`,
      }),
    ).resolves.toEqual([expect.stringContaining('registry.terraform.io/x/y')]);
  });
});
