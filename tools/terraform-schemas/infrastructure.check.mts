import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { layMirror } from './src/mirror.mts';
import { infrastructureDir } from './src/paths.mts';
import { schemaOnlyRoots } from './src/roots.mts';
import { terraform } from './src/terraform.mts';
import { tflint } from './src/tflint.mts';

/** What the portal would fill in. */
const PORTAL = {
  heal7: JSON.stringify({
    stack: 'check',
    environment: 'check',
    owner: 'group:default/check',
    system: 'heal7',
    cost_centre: 'check',
  }),
  deletion_protection: 'true',
};

let dir: string;
let cliConfig: string;

/** Runs Terraform in a copy of the code: `init` writes beside what it reads. */
async function run(path: string, ...args: string[]): Promise<string> {
  const cwd = join(dir, 'terraform', path);
  const { code, output } = await terraform(args, { cwd, cliConfig });
  assert.equal(code, 0, `terraform ${args.join(' ')}\n${output}`);
  return output;
}

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'infrastructure-'));
  await cp(infrastructureDir, join(dir, 'terraform'), {
    recursive: true,
    filter: source => !source.endsWith('/.terraform'),
  });
  cliConfig = await layMirror(dir);
});
after(() => rm(dir, { recursive: true, force: true }));

const roots = schemaOnlyRoots();

for (const { path, kind } of roots) {
  test(`${path} is formatted and valid`, async () => {
    await run(path, 'fmt', '-check', '-diff', '-recursive');
    await run(path, 'init');
    const output = await run(path, 'validate');
    assert.match(output, /The configuration is valid/);
  });

  test(`tflint has nothing to say of ${path}`, () => {
    assert.equal(tflint(path), '');
  });

  if (kind !== 'example') {
    test(`the tests of ${path} pass`, async () => {
      const output = await run(path, 'test');
      assert.match(output, /Success! [1-9]\d* passed, 0 failed/);
    });
  }
}

for (const { path } of roots.filter(({ kind }) => kind === 'stack')) {
  test(`${path} can be planned with the values of every environment`, async () => {
    const environments = join(infrastructureDir, path, 'environments');
    const files = await readdir(environments);
    assert.ok(files.length > 0);
    for (const file of files) {
      const output = await run(
        path,
        'plan',
        `-var-file=environments/${file}`,
        ...Object.entries(PORTAL).map(([name, is]) => `-var=${name}=${is}`),
      );
      assert.match(output, /Plan: [1-9]\d* to add, 0 to change, 0 to destroy/);
      // A value for no variable of the stack is only a warning.
      assert.doesNotMatch(output, /undeclared variable/);
    }
  });
}
