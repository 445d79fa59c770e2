import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { QueryTemplate } from '../QueryTemplate';
import { prometheusMetricsSource } from './PrometheusMetricsSource';

const START = Date.parse('2026-11-23T09:00:00Z');
const range = {
  from: new Date(START),
  to: new Date(START + 60_000),
  stepSeconds: 30,
  signal: new AbortController().signal,
};

const connect = (config: object) =>
  prometheusMetricsSource.connect(new ConfigReader({ ...config }));

/** A free loopback port. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

function hasPrometheus(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    execFileSync('prometheus', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const HOSTILE = [
  'web',
  'web-api',
  'w.b',
  '.*',
  'a"b',
  'back\\slash',
  'x"} or vector(1) #',
  '한글',
  'two\nlines',
  '',
];

/** What OpenMetrics writes for a label value. */
const escaped = (value: string) =>
  value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

// Where everything is checked it has to be there; elsewhere it may be missing.
const withPrometheus =
  process.env.CI === 'true' || hasPrometheus() ? describe : describe.skip;

withPrometheus('a real Prometheus', () => {
  let folder: string;
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
    const samples = HOSTILE.flatMap((name, index) =>
      [0, 30, 60].map(
        second =>
          `up_since{name="${escaped(name)}",index="${index}"} ${
            index + second
          } ${START / 1000 + second}`,
      ),
    );
    const odd = ['NaN', '+Inf', '2'].map(
      (value, index) => `odd ${value} ${START / 1000 + index * 30}`,
    );
    const text = join(folder, 'metrics.txt');
    writeFileSync(
      text,
      [
        '# TYPE up_since gauge',
        ...samples,
        '# TYPE odd gauge',
        ...odd,
        '# EOF\n',
      ].join('\n'),
    );
    const data = join(folder, 'data');
    execFileSync(
      'promtool',
      ['tsdb', 'create-blocks-from', 'openmetrics', text, data],
      { stdio: 'ignore' },
    );
    writeFileSync(join(folder, 'prometheus.yml'), '');
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    child = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    for (let ready = false; !ready; ) {
      ready = await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    }
  }, 60_000);

  afterAll(async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['=', '=~'])(
    'finds by {name%s"…"} each name and no other, however odd',
    async operator => {
      const template = QueryTemplate.parse(
        `up_since{name${operator}"{{name}}"}`,
      );
      const found = await Promise.all(
        HOSTILE.map(async name => {
          const query = template.render(
            { cluster: '', namespace: '', name, hash: '', pods: '' },
            60,
          );
          const series = await connect({ url }).queryRange({ ...range, query });
          return series.map(({ labels, points }) => [labels.index, points]);
        }),
      );
      expect(found).toEqual(
        HOSTILE.map((_, index) => [
          [
            String(index),
            [0, 30, 60].map(second => [START + second * 1000, index + second]),
          ],
        ]),
      );
    },
  );

  it('answers no number where it has none', async () => {
    const [series] = await connect({ url: `${url}/` }).queryRange({
      ...range,
      query: 'odd',
    });
    expect(series.points.map(([, value]) => value)).toEqual([null, null, 2]);
  });

  it('says why it refuses a query', async () => {
    await expect(
      connect({ url }).queryRange({ ...range, query: 'sum(' }),
    ).rejects.toThrow(InputError);
  });

  it('is what the answers of the demo clusters are modelled on', async () => {
    const answer = await fetch(
      `${url}/api/v1/query_range?query=up_since{index="0"}&start=${
        START / 1000
      }&end=${START / 1000}&step=30`,
    );
    expect(await answer.json()).toEqual({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'up_since', index: '0', name: 'web' },
            values: [[START / 1000, '0']],
          },
        ],
      },
    });
  });
});

describe('the configuration of a Prometheus', () => {
  let seen: IncomingHttpHeaders[];
  let url: string;
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.end(
      '{"status":"success","data":{"resultType":"matrix","result":[]}}',
    );
  });

  beforeEach(async () => {
    seen = [];
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });

  it.each([
    [{ bearerToken: 'abc' }, { authorization: 'Bearer abc' }],
    [
      { basicAuth: { username: 'portal', password: 'abc' } },
      { authorization: 'Basic cG9ydGFsOmFiYw==' },
    ],
    [{ headers: { 'x-scope-orgid': 'team' } }, { 'x-scope-orgid': 'team' }],
  ])('%j is sent', async (config, expected) => {
    await connect({ url, ...config }).queryRange({ ...range, query: 'up' });
    expect(seen).toEqual([expect.objectContaining(expected)]);
  });

  it.each([
    [{ url: 'prometheus:9090' }, 'http'],
    [{ url: 'http://user:secret@p' }, 'basicAuth'],
    [
      {
        url: 'http://p',
        bearerToken: 'a',
        basicAuth: { username: 'u', password: 'p' },
      },
      'give one',
    ],
    [{ url: 'http://p', caFile: '/nowhere/ca.pem' }, '/nowhere/ca.pem'],
    [{}, 'url'],
  ])('%j is refused', (config, message) => {
    expect(() => connect(config)).toThrow(message);
  });

  it('says what to check when nobody answers', async () => {
    const dead = `http://127.0.0.1:${await freePort()}`;
    const answer = connect({ url: dead }).queryRange({ ...range, query: 'up' });
    await expect(answer).rejects.toThrow(ServiceUnavailableError);
    await expect(answer).rejects.toThrow(/ECONNREFUSED.*metrics\.url/);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const answer = connect({ url }).queryRange({
      ...range,
      query: 'up',
      signal: stop.signal,
    });
    await expect(answer).rejects.toThrow(ServiceUnavailableError);
    expect(seen).toEqual([]);
  });
});
