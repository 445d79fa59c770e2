import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from '../../../tools/test-cluster/index.mts';
import { freePort } from '../../support/ports.mts';

/** An emulator of AWS; it forgets everything when it ends. */
export interface Moto {
  url: string;
  /** Variables with which AWS's tools talk to it, and to nothing else. */
  credentials: Record<string, string>;
  /** The bytes of an object in a bucket; undefined when there is none. */
  object(bucket: string, key: string): Promise<string | undefined>;
  put(bucket: string, key: string, content: string): Promise<void>;
  /** Calls an AWS API of the old kind, behind everybody's back. */
  call(
    service: string,
    action: string,
    values: Record<string, string>,
  ): Promise<string>;
  /** Calls an AWS API of the newer kind, e.g. `AmazonSSM.PutParameter`. */
  json(service: string, target: string, values: object): Promise<void>;
  /** As a restart does: nothing is left, but for an empty bucket for states. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

export const REGION = 'ap-northeast-2';

/** What of a signature an emulator looks at: the service, and the region. */
const signed = (service: string, region = REGION) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${
    service === 's3' ? 'us-east-1' : region
  }/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

async function launch(port: number): Promise<ChildProcess> {
  const child = spawn(
    process.env.HEAL7_MOTO ?? 'moto_server',
    ['-H', '127.0.0.1', '-p', `${port}`],
    { stdio: 'ignore' },
  );
  await once(child, 'spawn');
  return child;
}

/**
 * Starts moto on a free port, with a bucket for states.
 *
 * @param region - where what is called for is
 */
export async function startMoto(
  bucket: string,
  region = REGION,
): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await launch(port);
  await waitFor('moto', async () => (await fetch(url)).ok || undefined, {
    timeout: 60_000,
    interval: 100,
  });
  const makeBucket = () =>
    fetch(`${url}/${bucket}`, { method: 'PUT', headers: signed('s3') });
  await makeBucket();
  return {
    url,
    credentials: {
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing-secret-key',
      AWS_REGION: region,
      AWS_ENDPOINT_URL: url,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    object: async (name, key) => {
      const answer = await fetch(`${url}/${name}/${key}`, {
        headers: signed('s3'),
      });
      return answer.ok ? answer.text() : undefined;
    },
    put: async (name, key, content) => {
      const answer = await fetch(`${url}/${name}/${key}`, {
        method: 'PUT',
        headers: signed('s3'),
        body: content,
      });
      assert.ok(answer.ok, await answer.text());
    },
    call: async (service, action, values) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: signed(service, region),
        body: new URLSearchParams({ Action: action, ...values }),
      });
      assert.ok(answer.ok, `${action}: ${await answer.clone().text()}`);
      return answer.text();
    },
    json: async (service, target, values) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          ...signed(service, region),
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': target,
        },
        body: JSON.stringify(values),
      });
      assert.ok(answer.ok, `${target}: ${await answer.clone().text()}`);
    },
    forget: async () => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      await makeBucket();
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    },
  };
}
