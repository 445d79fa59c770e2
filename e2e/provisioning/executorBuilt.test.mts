/**
 * The runner starts from the package as it is published, too.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { promisify } from 'node:util';
import { installBuilt } from './support/built.mts';
import { sandboxJob } from './support/executor.mts';
import { writeFakeEngine } from './support/fakeEngine.mts';
import { writeModule } from './support/modules.mts';
import type { Moto } from './support/moto.mts';
import { temporary } from './support/temporary.mts';

let built: Awaited<ReturnType<typeof installBuilt>>;

before(async () => {
  built = await installBuilt();
});

after(() => built?.remove());

/** A portal in plain Node, without a loader for TypeScript. */
const PORTAL = `
const { ConfigReader } = require('@backstage/config');
const {
  createTerraformExecutor,
} = require('@heal7/backstage-plugin-provisioning-backend-module-terraform');

const { job, terraform } = JSON.parse(process.argv[2]);
const executor = createTerraformExecutor(
  new ConfigReader({ provisioning: { terraform } }),
);
(async () => {
  const lines = [];
  await executor.start(job);
  const outcome = await executor.follow(job.id, {
    after: 0,
    onLines: async more => void lines.push(...more),
    signal: AbortSignal.timeout(120_000),
  });
  console.log(JSON.stringify({ outcome, lines }));
})();
`;

it('does a job', async () => {
  const portal = join(built.dir, 'portal.cjs');
  await writeFile(portal, PORTAL);
  const job = sandboxJob({ credentials: {} } as Moto, {
    module: await writeModule(''),
  });
  const terraform = {
    binary: await writeFakeEngine(`console.log('ran'); process.exitCode = 1;`),
    dataDir: await temporary('built'),
    encryptionKey: 'a key that only tests have, of enough characters',
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [portal, JSON.stringify({ job, terraform })],
    { env: { PATH: process.env.PATH } },
  );
  const { lines, outcome } = JSON.parse(stdout);
  assert.equal(outcome.error?.code, 'plan-failed', stdout);
  assert.equal(lines.at(-1).text, 'ran');
});
