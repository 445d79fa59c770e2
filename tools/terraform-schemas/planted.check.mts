import assert from 'node:assert/strict';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { layMirror } from './src/mirror.mts';
import { plantedDir } from './src/paths.mts';
import { terraform } from './src/terraform.mts';

/** What Terraform has to say of a planted mistake: the file's first line. */
const EXPECTED = /^# Caught: (.+)\n/;

let dir: string;
let cliConfig: string;

/** A folder like `initialised`, with another main.tf. */
async function configuration(name: string, main: string): Promise<string> {
  const cwd = join(dir, name);
  await cp(join(dir, 'initialised'), cwd, {
    recursive: true,
    verbatimSymlinks: true,
  });
  await writeFile(join(cwd, 'main.tf'), main);
  return cwd;
}

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'planted-'));
  cliConfig = await layMirror(dir);
  const cwd = join(dir, 'initialised');
  await mkdir(cwd);
  await cp(join(plantedDir, 'versions.tf'), join(cwd, 'versions.tf'));
  const { code, output } = await terraform(['init'], { cwd, cliConfig });
  assert.equal(code, 0, output);
});
after(() => rm(dir, { recursive: true, force: true }));

const entries = await readdir(plantedDir, { withFileTypes: true });
for (const { name } of entries.filter(entry => entry.isDirectory())) {
  test(`validate catches ${name.replaceAll(
    '-',
    ' ',
  )}, and nothing else`, async () => {
    const main = await readFile(join(plantedDir, name, 'main.tf'), 'utf8');
    const expected = EXPECTED.exec(main)?.[1];
    assert.ok(expected, 'the first line says what has to be said');
    const cwd = await configuration(name, main);
    const { code, output } = await terraform(['validate'], { cwd, cliConfig });
    assert.equal(code, 1);
    const words = output.replaceAll('\n', ' ');
    assert.ok(words.includes(expected), `not said: ${expected}\n${output}`);
    assert.equal(output.match(/^Error: /gm)?.length, 1, output);
  });
}

const NETWORK = `resource "google_compute_network" "one" {
  name = "one"
}
`;

test('a plan knows what is configured, and the rest after apply', async () => {
  const cwd = await configuration('plan', NETWORK);
  const plan = await terraform(['plan'], { cwd, cliConfig });
  assert.equal(plan.code, 0, plan.output);
  assert.match(plan.output, /\+ name += "one"/);
  assert.match(plan.output, /\+ self_link += \(known after apply\)/);
  assert.match(plan.output, /Plan: 1 to add, 0 to change, 0 to destroy\./);
});

test('nothing can be applied: the provider is not there', async () => {
  const cwd = await configuration('apply', NETWORK);
  const apply = await terraform(['apply', '-auto-approve'], { cwd, cliConfig });
  assert.equal(apply.code, 1);
  assert.match(apply.output, /This is not hashicorp\/google, but its schemas/);
});
