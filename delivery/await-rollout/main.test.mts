import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { answer, digestOf } from './testing.mts';

type Reply = {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
};

const ENTITY = '/api/deployments/v1/entities/component/default/heal7-web-main';

/**
 * Runs the action beside a server that is the portal and GitHub's token
 * service at once. The last reply is repeated.
 */
async function run(replies: Reply[], inputs: Record<string, string> = {}) {
  const asked: Array<{ url: string; authorization: string; etag: string }> = [];
  let tokens = 0;
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', 'http://portal');
    if (url.pathname === '/token') {
      tokens += 1;
      const audience = url.searchParams.get('audience');
      response.end(
        JSON.stringify({ value: `job-token-${tokens}-${audience}` }),
      );
      return;
    }
    asked.push({
      url: url.pathname,
      authorization: request.headers.authorization ?? '',
      etag: String(request.headers['if-none-match'] ?? ''),
    });
    const reply = replies[Math.min(asked.length, replies.length) - 1];
    response.writeHead(reply.status ?? 200, reply.headers);
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'heal7-await-'));
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  };
  const given: Record<string, string> = {
    'portal-url': portal,
    entity: 'component:default/heal7-web-main',
    cluster: 'eks',
    digest: digestOf('1.1.0'),
    'poll-seconds': '0.01',
    ...inputs,
  };
  try {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'main.mts')],
      {
        env: {
          ...process.env,
          ...files,
          ACTIONS_ID_TOKEN_REQUEST_URL: `${portal}/token?api-version=2`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner',
          ...Object.fromEntries(
            Object.entries(given).map(([name, value]) => [
              `INPUT_${name.toUpperCase()}`,
              value,
            ]),
          ),
        },
      },
    );
    let text = '';
    child.stdout.setEncoding('utf8').on('data', chunk => (text += chunk));
    child.stderr.setEncoding('utf8').on('data', chunk => (text += chunk));
    const code = await new Promise(resolve => child.on('close', resolve));
    const read = (file: string) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return '';
      }
    };
    return {
      code,
      text,
      asked,
      portal,
      outputs: read(files.GITHUB_OUTPUT),
      summary: read(files.GITHUB_STEP_SUMMARY),
    };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const at = (moment: string): Reply => ({ body: answer(moment) });

test('it follows a rollout to its good end, as the job it runs in', async () => {
  const { code, text, asked, portal, outputs, summary } = await run([
    at('canary-initial-healthy'),
    at('canary-mid-progressing'),
    at('canary-10-paused'),
    at('canary-promoted'),
  ]);
  assert.equal(code, 0, text);
  assert.equal(asked[0].url, ENTITY);
  assert.equal(asked[0].authorization, `Bearer job-token-1-${portal}`);
  assert.match(text, /waits for a person/);
  const page = `${portal}/catalog/default/component/heal7-web-main/deployments`;
  assert.match(outputs, /^result=good$/m);
  assert.ok(outputs.includes(`url=${page}`), outputs);
  assert.match(summary, /is rolled out/);
});

test('a rollout that is taken back fails the job with its reason and the page', async () => {
  const { code, text, summary } = await run([at('analysis-failed-aborted')], {
    digest: digestOf('5.3.0'),
  });
  assert.equal(code, 1);
  const [error] = text.split('\n').filter(line => line.startsWith('::error'));
  assert.match(error, /heal7-web-main on eks was not rolled out::aborted/);
  assert.match(error, /Metric "error-ratio" assessed Failed/);
  assert.match(
    error,
    /\/catalog\/default\/component\/heal7-web-main\/deployments$/,
  );
  assert.match(summary, /was not rolled out/);
});

test('it can end where a person has to decide', async () => {
  const { code, outputs } = await run([at('canary-10-paused')], {
    'on-pause': 'stop',
  });
  assert.equal(code, 3);
  assert.match(outputs, /^result=person$/m);
});

test('answers that fail are asked for again and never count', async () => {
  const { code, text, asked } = await run([
    { status: 502, body: { error: { message: 'bad gateway' } } },
    { status: 429, headers: { 'retry-after': '0' }, body: {} },
    { status: 200, body: { not: 'the portal' } },
    { status: 404, body: { error: { message: 'No entity' } } },
    at('canary-promoted'),
  ]);
  assert.equal(code, 0, text);
  assert.equal(asked.length, 5);
  assert.match(text, /the portal answers 502 \(bad gateway\)/);
});

test('nothing new is not sent twice', async () => {
  const { code, asked } = await run([
    { ...at('canary-mid-progressing'), headers: { etag: 'W/"1"' } },
    { status: 304 },
    at('canary-promoted'),
  ]);
  assert.equal(code, 0);
  assert.deepEqual(
    asked.map(({ etag }) => etag),
    ['', 'W/"1"', 'W/"1"'],
  );
});

test('a token that has run out is renewed once', async () => {
  const { code, asked } = await run([
    { status: 401, body: {} },
    at('canary-promoted'),
  ]);
  assert.equal(code, 0);
  assert.match(asked[1].authorization, /job-token-2/);
});

test('a job that the portal does not know is told what to configure', async () => {
  const { code, text } = await run([
    { status: 401, body: { error: { message: 'Illegal token' } } },
  ]);
  assert.equal(code, 1);
  assert.match(text, /::error .*externalAccess must name this repository/);
});

test('a digest that never appears, and one that never ends, are two errors', async () => {
  const absent = await run([at('canary-initial-healthy')], {
    'appear-seconds': '0.05',
  });
  assert.equal(absent.code, 1);
  assert.match(absent.text, /not there after .*newest revision is/);
  const endless = await run([at('canary-10-paused')], {
    'timeout-seconds': '0.05',
  });
  assert.equal(endless.code, 1);
  assert.match(
    endless.text,
    /is not rolled out yet::not over after .*a person/,
  );
});

test('inputs that cannot be are refused before anything is asked', async () => {
  for (const [name, value, message] of [
    ['digest', 'sha256:latest', /it is no sha256 digest/],
    ['entity', 'heal7-web-main', /is no entity/],
    ['timeout-seconds', 'soon', /write a number above 0/],
    ['on-pause', 'promote', /write wait or stop/],
  ] as const) {
    const { code, text, asked } = await run([at('canary-promoted')], {
      [name]: value,
    });
    assert.equal(code, 1);
    assert.match(text, message);
    assert.equal(asked.length, 0);
  }
});
