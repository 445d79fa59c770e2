import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { infrastructureDir } from '../terraform-schemas/src/paths.mts';
import { requiredProviders } from '../terraform-schemas/src/roots.mts';
import { terraform } from '../terraform-schemas/src/terraform.mts';
import { tflint } from '../terraform-schemas/src/tflint.mts';
import { installProviders } from './src/installed.mts';

// Everything on AWS, with the real provider: its own validation of every value
// that is known, and its answers mocked.

let dir: string;
let cliConfig: string;

/** Runs Terraform in a copy of the code: `init` writes beside what it reads. */
async function run(path: string, ...args: string[]): Promise<string> {
  const cwd = join(dir, 'terraform', path);
  const { code, output } = await terraform(args, { cwd, cliConfig });
  assert.equal(code, 0, `terraform ${args.join(' ')}\n${output}`);
  return output;
}

const roots = globSync(
  [
    'modules/*/versions.tf',
    'modules/*/examples/*/versions.tf',
    'stacks/*/versions.tf',
  ],
  { cwd: infrastructureDir },
)
  .sort()
  .filter(file => {
    const text = readFileSync(join(infrastructureDir, file), 'utf8');
    return requiredProviders(text).join() === 'hashicorp/aws';
  })
  .map(dirname);

/**
 * A test beside those of a stack that plans it with the values it is given and
 * nothing else.
 */
async function planTest(path: string): Promise<void> {
  const providers = readFileSync(
    join(infrastructureDir, path, 'providers.tf'),
    'utf8',
  );
  const aliases = [...providers.matchAll(/^ {2}alias += "(\w+)"/gm)].map(
    ([, alias]) => `alias = "${alias}"`,
  );
  const mocks = ['', ...aliases].map(
    alias => `mock_provider "aws" {\n${alias}\nsource = "../../mocks/aws"\n}\n`,
  );
  const folder = join(dir, 'terraform', path, 'given');
  await mkdir(folder);
  await writeFile(
    join(folder, 'given.tftest.hcl'),
    `${mocks.join('')}run "given" {\ncommand = plan\n}\n`,
  );
}

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'terraform-aws-'));
  await cp(infrastructureDir, join(dir, 'terraform'), {
    recursive: true,
    filter: source => basename(source) !== '.terraform',
  });
  cliConfig = await installProviders(dir);
});
after(() => rm(dir, { recursive: true, force: true }));

test('the code is formatted', async () => {
  await run('.', 'fmt', '-check', '-diff', '-recursive');
});

test('there are modules, examples and stacks', () => {
  assert.ok(roots.includes('modules/aws-postgres'));
  assert.ok(roots.includes('modules/aws-postgres/examples/replicas'));
  assert.ok(roots.includes('stacks/aws-primary'));
});

// Two at a time: each has a provider of its own, of half a gigabyte.
describe('roots', { concurrency: 2 }, () => {
  for (const path of roots) {
    test(path, async t => {
      await run(
        path,
        'init',
        ...(path.startsWith('stacks/') ? ['-lockfile=readonly'] : []),
      );

      await t.test('is valid', async () => {
        const output = await run(path, 'validate');
        assert.match(output, /The configuration is valid/);
      });

      await t.test('leaves tflint nothing to say', () => {
        assert.equal(tflint(path), '');
      });

      const tests = globSync('tests/*.tftest.hcl', {
        cwd: join(infrastructureDir, path),
      });
      if (!path.includes('/examples/')) {
        await t.test('passes its tests', async () => {
          assert.ok(tests.length > 0);
          const output = await run(path, 'test');
          assert.match(output, /Success! [1-9]\d* passed, 0 failed/);
        });
      }

      if (path.startsWith('stacks/')) {
        await planTest(path);
        for (const file of globSync('environments/*.tfvars.json', {
          cwd: join(infrastructureDir, path),
        }).sort()) {
          const environment = basename(file, '.tfvars.json');
          await t.test(`can be planned for ${environment}`, async () => {
            const heal7 = {
              stack: 'check',
              environment,
              owner: 'group:default/check',
              system: 'system:default/check',
              cost_centre: 'check',
            };
            const output = await run(
              path,
              ...['test', '-test-directory=given', `-var-file=${file}`],
              `-var=heal7=${JSON.stringify(heal7)}`,
            );
            assert.match(output, /Success! 1 passed, 0 failed/);
            assert.doesNotMatch(output, /undeclared variable/);
          });
        }
      }
    });
  }
});
