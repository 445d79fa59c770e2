/**
 * The real portal with the real Terraform on an emulated AWS: what people ask
 * for by its API, and what has to survive.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '../../tools/test-cluster/index.mts';
import { startMoto } from './support/moto.mts';
import type { Moto } from './support/moto.mts';
import { writeStacks } from './support/modules.mts';
import { providerMirror } from './support/mirror.mts';
import { ProvisioningPortal, STATES } from './support/portal.mts';
import { temporary } from './support/temporary.mts';

const SECRET = 'planted-secret-of-the-environment';

describe('stacks of the portal', () => {
  let moto: Moto;
  let portal: ProvisioningPortal;
  let dataDir: string;

  before(async () => {
    moto = await startMoto(STATES);
    dataDir = await temporary('provisioning-portal');
    portal = await ProvisioningPortal.start({
      dataDir,
      moto,
      modules: await writeStacks(),
      mirror: providerMirror(),
      secrets: [{ variable: 'password', value: SECRET }],
    });
  });

  after(async () => {
    await portal?.backend.stop();
    await moto?.stop();
  });

  const parameter = (name: string, value: string) =>
    moto.json('ssm', 'AmazonSSM.PutParameter', {
      Name: name,
      Value: value,
      Overwrite: true,
    });
  const resources = async () => {
    const { body } = await portal.backend.get<{
      items: Array<{ metadata: { name: string }; spec: { type: string } }>;
    }>(
      '/api/catalog/entities/by-query?filter=kind=resource,spec.type=parameter',
    );
    return body.items;
  };

  test('are planned, approved, applied, and found in the catalog', async () => {
    const { id, phase } = await portal.stack('orders');
    assert.equal(phase, 'requested');
    const run = await portal.begin(id, 'apply');
    const waiting = await portal.until(run.id, 'awaiting-approval');
    assert.deepEqual(waiting.plan?.counts, {
      create: 2,
      update: 0,
      replace: 0,
      delete: 0,
      forget: 0,
      import: 0,
      move: 0,
    });
    const plan = await portal.planOf(run.id);
    const secret = plan.resources.find(({ address }) =>
      address.endsWith('.password'),
    );
    assert.deepEqual(
      secret?.attributes.find(({ path }) => path === 'value')?.after,
      { kind: 'sensitive' },
    );

    await portal.approve(run.id);
    await portal.until(run.id, 'succeeded');
    const stack = await portal.look(id);
    assert.equal(stack.phase, 'applied');
    assert.deepEqual(stack.outputs, [
      { name: 'name', sensitive: false, value: '/orders/quick' },
      { name: 'password', sensitive: true, value: null },
    ]);
    const log = await portal.log(run.id);
    assert.deepEqual(
      log.map(({ position }) => position),
      log.map((_, index) => index + 1),
      'no line twice, none lost',
    );
    assert.ok(log.some(({ step }) => step === 'apply'));
    await waitFor('its entities', async () =>
      (await resources()).length === 2 ? true : undefined,
    );

    // Nothing changed since: no drift, or all that follows proves nothing.
    await portal.perform(id, 'check');
    assert.equal((await portal.look(id)).phase, 'applied');
  });

  test('are found to have drifted, and brought back', async () => {
    const { id } = await portal.stack('orders');
    await parameter('/orders/quick', 'changed behind our back');
    await portal.perform(id, 'check');
    const { phase, drift } = await portal.look(id);
    assert.equal(phase, 'drifted');
    assert.deepEqual(
      drift?.resources.map(({ address, attributes }) => [
        address,
        attributes.find(({ path }) => path === 'value')?.before.kind,
      ]),
      [['aws_ssm_parameter.quick', 'sensitive']],
    );
    await portal.perform(id, 'apply');
    assert.equal((await portal.look(id)).phase, 'applied');
  });

  test('go on being applied while the portal is dead', async () => {
    const { id } = await portal.stack('slow', { name: 'slow', slow: true });
    const run = await portal.begin(id, 'apply');
    await portal.approve(run.id);
    await waitFor('the slow resource', async () =>
      (
        await portal.log(run.id)
      ).some(({ text }) => /aws_sqs_queue\.slow.*Creating/.test(text))
        ? true
        : undefined,
    );
    await portal.backend.restart();
    await portal.until(run.id, 'succeeded');
    const log = await portal.log(run.id);
    assert.deepEqual(
      log.map(({ position }) => position),
      log.map((_, index) => index + 1),
    );
    assert.equal(
      log.filter(({ text }) => /quick: Creating/.test(text)).length,
      1,
      'it was applied once',
    );
    assert.equal((await portal.look(id)).phase, 'applied');
  });

  test('refuse a plan that has gone stale', async () => {
    const { id } = await portal.stack('orders');
    const { id: runId } = await portal.begin(id, 'apply');
    const run = await portal.until(runId, 'succeeded');
    assert.equal(run.plan?.empty, true, 'there was nothing to change');
    const answer = await portal.backend.post(
      `/api/provisioning/runs/${runId}/approve`,
      { digest: run.plan?.digest, comment: '' },
    );
    assert.equal(answer.status, 409);
  });

  test('are taken away, with their entities', async () => {
    const { id } = await portal.stack('orders');
    await portal.perform(id, 'destroy');
    assert.equal((await portal.look(id)).phase, 'destroyed');
    await waitFor('its entities to go', async () =>
      (
        await resources()
      ).every(({ metadata }) => !metadata.name.startsWith('orders-'))
        ? true
        : undefined,
    );
  });

  test('are marked reset when the cloud has forgotten everything', async () => {
    const { id } = await portal.stack('slow', { name: 'slow', slow: true });
    await moto.forget();
    await portal.perform(id, 'check');
    assert.equal((await portal.look(id)).phase, 'reset');
  });

  test('show their secret nowhere, and leave it nowhere', async () => {
    const answers = await Promise.all(
      ['/stacks', '/modules', '/executors'].map(path => portal.get(path)),
    );
    assert.ok(!JSON.stringify(answers).includes(SECRET));
    const files = await readdir(dataDir, {
      recursive: true,
      withFileTypes: true,
    });
    const found = [];
    for (const file of files.filter(entry => entry.isFile())) {
      const path = join(file.parentPath, file.name);
      if ((await readFile(path, 'latin1')).includes(SECRET)) {
        found.push(path);
      }
    }
    // The test gives its own secret to the portal by a file.
    assert.deepEqual(
      found.filter(path => !path.endsWith('app-config.test.json')),
      [],
    );
  });
});
