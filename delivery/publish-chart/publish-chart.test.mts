// Publishing and applying charts, against a real registry and the real helm.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
const bin = join(process.env.HEAL7_CACHE_DIR ?? join(root, '.cache'), 'bin');

let folder: string;
let registry: ChildProcess;
let address: string;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heal7-publish-'));
  const port = await freePort();
  address = `127.0.0.1:${port}`;
  registry = spawn(join(bin, 'oci-registry'), ['-port', String(port)], {
    stdio: 'ignore',
  });
  for (;;) {
    const answer = await fetch(`http://${address}/v2/`).catch(() => undefined);
    if (answer?.ok) break;
    assert.equal(registry.exitCode, null, 'the registry has ended');
    await delay(50);
  }
  mkdirSync(join(folder, 'bin'));
  // Signing needs the identity of a job; what is to be signed does not.
  fake('cosign', `echo "$@" >> ${join(folder, 'signed')}`);
});
after(() => {
  registry?.kill();
  rmSync(folder, { recursive: true });
});

function fake(name: string, body: string) {
  const file = join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/bash\n${body}\n`);
  chmodSync(file, 0o755);
}

function bash(script: string, args: string[], cwd = root, env = {}) {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    [join(root, 'delivery', script), ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(folder, 'bin')}:${bin}:${process.env.PATH}`,
        HELM_REGISTRY_FLAGS: '--plain-http',
        ...env,
      },
    },
  );
  return { status, text: stdout + stderr };
}

const publish = (chart: string) =>
  bash('publish-chart/publish-chart.sh', [chart, `oci://${address}/charts`]);
const signed = () => {
  const file = join(folder, 'signed');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

test('a chart is pushed once, signed by digest, and never changed', () => {
  const chart = join(folder, 'chart');
  cpSync(join(root, 'charts', 'heal7-service'), chart, { recursive: true });
  const first = publish(chart);
  assert.equal(first.status, 0, first.text);
  const [, digest] = /is (sha256:[0-9a-f]{64})/.exec(first.text) ?? [];
  assert.deepEqual(signed(), [
    `sign --yes ${address}/charts/heal7-service@${digest}`,
  ]);

  const again = publish(chart);
  assert.equal(again.status, 0, again.text);
  assert.match(again.text, /is published already/);
  assert.ok(again.text.includes(digest), 'the digest stays');

  writeFileSync(join(chart, 'values.yaml'), '# other\n', { flag: 'a' });
  const changed = publish(chart);
  assert.equal(changed.status, 1);
  assert.match(changed.text, /with other content: raise the version/);
  assert.equal(signed().length, 2);
});

test('a registry that cannot be asked is not taken for an empty one', () => {
  const { status, text } = bash('publish-chart/publish-chart.sh', [
    join(root, 'charts', 'heal7-service'),
    'oci://127.0.0.1:1/charts',
  ]);
  assert.equal(status, 1);
  assert.match(text, /cannot be told: nothing was pushed/);
});

test('a service applies the chart of its version, or of its digest', () => {
  const chart = join(folder, 'own');
  cpSync(join(root, 'charts', 'heal7-service'), chart, { recursive: true });
  const file = join(chart, 'Chart.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/^version: .*$/m, 'version: 9.0.0'),
  );
  const published = publish(chart);
  assert.equal(published.status, 0, published.text);
  const [, digest] = /is (sha256:[0-9a-f]{64})/.exec(published.text) ?? [];

  // There is no cluster: the same arguments, rendered.
  fake(
    'helm',
    `shift 2; exec ${join(bin, 'helm')} template --kube-version 1.34.2 "$@"`,
  );
  const service = join(folder, 'service');
  mkdirSync(join(service, 'deploy'), { recursive: true });
  const write = (name: string, text: string) =>
    writeFileSync(join(service, 'deploy', name), text);
  write('values.yaml', 'name: heal7-web-main\n');
  write('values-staging.yaml', 'cluster:\n  name: staging\n');
  const apply = (pin: string) => {
    write(
      'chart.yaml',
      `repository: oci://${address}/charts\nname: heal7-service\nversion: 9.0.0\n${pin}namespace: n\n`,
    );
    return bash('helm-apply/helm-apply.sh', [], service, {
      ENVIRONMENT: 'staging',
      IMAGE: 'ghcr.io/heal7/heal7-web-main',
      DIGEST: `sha256:${'b'.repeat(64)}`,
      NAMESPACE: 'heal7-production',
    });
  };
  for (const pin of ['', `digest: ${digest}\n`]) {
    const { status, text } = apply(pin);
    assert.equal(status, 0, text);
    assert.match(text, /image: "ghcr\.io\/heal7\/heal7-web-main@sha256:b{64}"/);
  }
  const wrong = apply(`digest: sha256:${'0'.repeat(64)}\n`);
  assert.notEqual(wrong.status, 0);
  assert.match(wrong.text, /digest mismatch/);
});
