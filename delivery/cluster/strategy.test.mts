// deploy-strategy.sh on a real API server with the real controllers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  PATCH,
  startCluster,
  waitFor,
  type Cluster,
} from '../../tools/test-cluster/index.mts';
import { startMetrics, type Counted } from './metrics.mts';
import { image, SERVICE } from './objects.mts';
import { named, place, type Cut, type Place } from './strategy.mts';

let cluster: Cluster;
before(async () => {
  cluster = await startCluster({ name: 'delivery' });
});
after(() => cluster?.stop());

let places = 0;

/** A test with a service and metrics of its own. */
function onCluster(
  name: string,
  body: (
    at: Place & {
      metrics: Awaited<ReturnType<typeof startMetrics>>;
      /** Options that release an image of one digit. */
      to: (digit: string) => string[];
    },
  ) => Promise<void>,
) {
  test(name, async () => {
    const at = await place(cluster, `delivery-${(places += 1)}`);
    const metrics = await startMetrics();
    const to = (digit: string) => [
      ...['--image', image(digit), '--prometheus', metrics.url],
      ...['--holder', 'test'],
    ];
    try {
      await body({ ...at, metrics, to });
    } finally {
      await metrics.stop();
      await at.remove();
    }
  });
}

const BEFORE = {
  weights: [100, 0],
  routes: ['private', 'primary'],
  blue: { replicas: 2, image: '0' },
  green: { replicas: 0, image: '0' },
  phase: undefined,
  locked: false,
};

const GREEN_IS_LIVE = {
  weights: [0, 100],
  routes: ['private', 'primary'],
  blue: { replicas: 0, image: '0' },
  green: { replicas: 2, image: '1' },
  phase: 'done',
  locked: false,
};

const taken = (phase: string) => ({
  ...BEFORE,
  green: { replicas: 0, image: '1' },
  phase,
});

describe('a release', { concurrency: 4 }, () => {
  onCluster('goes to the idle colour, each time', async at => {
    const health = ['--health-url', `${at.metrics.url}/health`];
    const first = await at.run([...at.to('1'), ...health]);
    assert.equal(first.code, 0, first.text);
    assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
    assert.match(
      at.metrics.asked[0],
      new RegExp(
        `namespace="${at.namespace}",pod=~"${SERVICE}-green-[a-z0-9]+-\\.\\*"`,
      ),
    );

    const second = await at.run([...at.to('2'), ...health]);
    assert.equal(second.code, 0, second.text);
    assert.deepEqual(await at.seen(), {
      ...BEFORE,
      blue: { replicas: 2, image: '2' },
      green: { replicas: 0, image: '1' },
      phase: 'done',
    });

    const again = await at.run(at.to('2'));
    assert.equal(again.code, 0);
    assert.equal(again.writes, 0);
    assert.match(again.text, /is live on .*-blue already/);
  });

  onCluster('that fails gives the traffic back', async at => {
    at.metrics.count({ requests: '1000', errors: '11' });
    const { code, text } = await at.run(at.to('1'));
    assert.equal(code, 1, text);
    assert.match(text, /11 of 1000 requests answered 5xx, more than 1 %/);
    assert.deepEqual(await at.seen(), taken('failed'));

    at.metrics.count({ requests: '1000', errors: '10' });
    const next = await at.run(at.to('2'));
    assert.equal(next.code, 0, next.text);
    assert.deepEqual((await at.seen()).green, { replicas: 2, image: '2' });
  });

  onCluster('is not watched on after a clear failure', async at => {
    // Two errors of thirty: more than a hundred requests could bear.
    at.metrics.count({ requests: '30', errors: '2' });
    const { code, text } = await at.run([
      ...at.to('1'),
      ...['--watch-seconds', '3600'],
    ]);
    assert.equal(code, 1, text);
    assert.deepEqual(await at.seen(), taken('failed'));
  });

  onCluster('whose pods are never ready gets no traffic', async at => {
    await at.client.patch(
      at.deployment('green'),
      {
        spec: {
          template: {
            metadata: {
              annotations: { 'test-cluster/behaviour': 'never-ready' },
            },
          },
        },
      },
      PATCH.merge,
    );
    const { code, text } = await at.run([
      ...at.to('1'),
      ...['--ready-seconds', '2'],
    ]);
    assert.equal(code, 1, text);
    assert.match(text, /not ready within 2 s: 0 of 2 pods are ready/);
    assert.deepEqual(await at.seen(), taken('failed'));
  });

  onCluster('that is not healthy gets only the header', async at => {
    at.metrics.answerHealth(503);
    const { code, text } = await at.run([
      ...at.to('1'),
      ...['--health-url', `${at.metrics.url}/health`, '--health-seconds', '1'],
    ]);
    assert.equal(code, 1, text);
    assert.match(text, /answered 503 to the new colour/);
    assert.deepEqual(await at.seen(), taken('failed'));
  });
});

const SILENCE: Array<[string, Counted, RegExp]> = [
  ['no traffic', { requests: '0', errors: '0' }, /0 of 0 requests .*100 are/],
  ['no series', { requests: null, errors: null }, /no metrics/],
  ['NaN', { requests: 'NaN', errors: 'NaN' }, /no metrics/],
  ['too few requests', { requests: '99', errors: '0' }, /0 of 99 .*100 are/],
];

describe('what cannot be judged', { concurrency: 4 }, () => {
  for (const [what, counted, reason] of SILENCE) {
    onCluster(`${what} is no success: it stops and asks`, async at => {
      at.metrics.count(counted);
      const { code, text } = await at.run(at.to('1'));
      assert.equal(code, 3, text);
      assert.match(text, reason);
      const seen = await at.seen();
      assert.deepEqual(seen.weights, [90, 10]);
      assert.equal(seen.phase, 'inconclusive');
      assert.equal(seen.locked, false);
    });
  }

  onCluster('is watched on, promoted or taken back by a person', async at => {
    const nothing = { requests: '0', errors: '0' };
    const stopped = async (digit: string) => {
      at.metrics.count(nothing);
      assert.equal((await at.run(at.to(digit))).code, 3);
    };
    await stopped('1');
    const route = await at.client.get(at.ROUTE);
    assert.deepEqual(
      route.spec.http.map(({ name }: { name: string }) => name),
      ['private', `${SERVICE}-canary-header`, 'primary'],
    );
    const header = named(route, `${SERVICE}-canary-header`);
    assert.deepEqual(header.match, [
      { headers: { canary: { exact: 'true' } } },
    ]);
    assert.equal(header.timeout, '15s');
    assert.equal(header.route[0].destination.subset, 'green');

    const other = await at.run(at.to('2'));
    assert.equal(other.code, 2);
    assert.match(other.text, /is under way \(inconclusive\)/);

    const unwatched = ['--prometheus', at.metrics.url];
    at.metrics.count({ requests: '500', errors: '0' });
    const resumed = await at.run(['--resume', ...unwatched]);
    assert.equal(resumed.code, 0, resumed.text);
    assert.deepEqual(await at.seen(), GREEN_IS_LIVE);

    await stopped('2');
    const promoted = await at.run(['--promote']);
    assert.equal(promoted.code, 0, promoted.text);
    assert.deepEqual((await at.seen()).weights, [100, 0]);

    await stopped('3');
    const aborted = await at.run(['--abort']);
    assert.equal(aborted.code, 0, aborted.text);
    const seen = await at.seen();
    assert.deepEqual([seen.weights, seen.phase], [[100, 0], 'aborted']);
    assert.deepEqual(seen.green, { replicas: 0, image: '3' });
  });

  onCluster('is what it is without a Prometheus to ask', async at => {
    const { code } = await at.run(['--image', image('1')]);
    assert.equal(code, 3);
  });
});

describe('a run that is cut off', { concurrency: 4 }, () => {
  /** Of a release that succeeds. Before the n-th is after the one before it. */
  const WRITES = 10;
  for (const write of Array.from({ length: WRITES }, (_, i) => i + 1)) {
    onCluster(
      `before write ${write} goes on when it is run again`,
      async at => {
        await cutAt(at, { write, when: 'before' });
        const { code, text } = await at.run(at.to('1'));
        assert.equal(code, 0, text);
        assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
      },
    );
  }

  // After the sixth all traffic is on the new colour.
  for (const write of [1, 2, 3, 4, 5, 6]) {
    onCluster(`after write ${write} is taken back when asked`, async at => {
      await cutAt(at, { write, when: 'after' });
      const { code, text } = await at.run(['--abort', '--holder', 'test']);
      assert.equal(code, 0, text);
      const { green, ...seen } = await at.seen();
      assert.equal(green.replicas, 0);
      assert.deepEqual(
        { ...seen, green: BEFORE.green },
        { ...BEFORE, phase: 'aborted' },
      );
    });
  }

  for (const write of [7, 9]) {
    onCluster(`after write ${write} is not taken back, but ended`, async at => {
      await cutAt(at, { write, when: 'after' });
      const aborted = await at.run(['--abort', '--holder', 'test']);
      assert.equal(aborted.code, 2, aborted.text);
      const { code, text } = await at.run(at.to('1'));
      assert.equal(code, 0, text);
      assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
    });
  }

  for (const write of [7, 9]) {
    onCluster(`after write ${write} of going back goes back`, async at => {
      at.metrics.count({ requests: '1000', errors: '1000' });
      await cutAt(at, { write, when: 'after' });
      const seen = await at.seen();
      assert.deepEqual(seen.weights, [100, 0], 'traffic goes back first');
      const under = seen.phase !== 'failed';
      const { code, text } = await at.run([
        ...['--resume', '--holder', 'test'],
      ]);
      assert.equal(code, under ? 1 : 2, text);
      assert.deepEqual(await at.seen(), taken('failed'));
    });
  }

  async function cutAt(
    at: Place & { to: (digit: string) => string[] },
    cut: Cut,
  ) {
    const { code, text } = await at.run(at.to('1'), { cut });
    assert.equal(code, null, `it was not cut off: ${text}`);
    const { weights, blue, green } = await at.seen();
    assert.equal(blue.image, '0', 'the live colour keeps its image');
    for (const [i, { replicas }] of [blue, green].entries()) {
      if (weights[i] > 0) assert.equal(replicas, 2, 'traffic finds pods');
    }
  }
});

describe('two runs', { concurrency: 4 }, () => {
  const LONG = ['--watch-seconds', '3600'];
  const watching = (at: Place) =>
    waitFor('it is watched', async () =>
      (await at.seen()).phase === 'watching' ? true : undefined,
    );

  onCluster('never work at the same time', async at => {
    const first = at.start([...at.to('1'), ...LONG]);
    await watching(at);
    const second = await at.run([...at.to('1'), '--holder', 'rival']);
    assert.equal(second.code, 4);
    assert.match(second.text, /is being released by test until 2/);
    assert.equal(second.writes, 0);

    const asked = await at.run(['--abort', '--holder', 'rival']);
    assert.equal(asked.code, 0, asked.text);
    const { code, text } = await first.ended;
    assert.equal(code, 1);
    assert.match(text, /rival asked for it/);
    assert.deepEqual(await at.seen(), taken('aborted'));
  });

  onCluster('follow each other when the first falls silent', async at => {
    await at.run([...at.to('1'), '--lock-seconds', '2'], {
      cut: { write: 6, when: 'after' },
    });
    assert.equal((await at.seen()).locked, true);
    const { code, text } = await at.run([
      ...['--resume', '--holder', 'rival', '--wait-seconds', '30'],
      ...['--prometheus', at.metrics.url],
    ]);
    assert.equal(code, 0, text);
    assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
  });

  onCluster('which has lost its lock writes nothing more', async at => {
    const first = at.start([...at.to('1'), ...LONG]);
    await watching(at);
    await at.client.patch(
      at.ROUTE,
      {
        metadata: {
          annotations: {
            'heal7.com/release-lock': JSON.stringify({
              holder: 'rival',
              until: 4102444800,
            }),
          },
        },
      },
      PATCH.merge,
    );
    // Its next look at the metrics fails: it would take the release back.
    at.metrics.count({ requests: '1000', errors: '1000' });
    const { code, text } = await first.ended;
    assert.equal(code, 5, text);
    assert.match(text, /Lost the lock to rival/);
    assert.deepEqual((await at.seen()).weights, [90, 10]);
  });

  onCluster('leaves its lock when it is told to end', async at => {
    const first = at.start([...at.to('1'), ...LONG]);
    await watching(at);
    first.child.kill('SIGTERM');
    assert.equal((await first.ended).code, 5);
    const seen = await at.seen();
    assert.deepEqual([seen.phase, seen.locked], ['watching', false]);
  });
});

describe('around it', { concurrency: 4 }, () => {
  onCluster('others may change the VirtualService meanwhile', async at => {
    const { code, text } = await at.run(at.to('1'), { rival: true });
    assert.equal(code, 0, text);
    assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
    const { metadata } = await at.client.get(at.ROUTE);
    assert.ok(metadata.annotations?.somebody);
  });

  onCluster('looking changes nothing', async at => {
    const dry = await at.run([...at.to('1'), '--dry-run']);
    assert.equal(dry.code, 0, dry.text);
    assert.match(dry.text, /blue is live .*\n.*green gets .* and 2 pods/);
    const status = await at.run(['--status']);
    assert.deepEqual(JSON.parse(status.text), {
      live: 'blue',
      routes: [
        { colour: 'blue', weight: 100 },
        { colour: 'green', weight: 0 },
      ],
      release: null,
      lock: null,
    });
    assert.deepEqual([dry.writes, status.writes], [0, 0]);
    assert.deepEqual(await at.seen(), BEFORE);
  });

  onCluster('what cannot be is refused before anything changes', async at => {
    for (const [options, message] of [
      [['--image', 'ghcr.io/heal7/x:latest'], /by digest/],
      [['--image', image('1'), '--share', '50'], /from 1 to 49/],
      [['--image', image('1'), '--interval', '0.5'], /a whole number/],
      [['--image', image('1'), '--abort'], /begins a release/],
      [['--resume'], /No release is under way/],
      [['--promote'], /Only what is watched/],
      [
        ['--image', image('1'), '--service', 'nothing'],
        /nothing cannot be read/,
      ],
      [['--frobnicate', '1'], /no option --frobnicate/],
    ] as const) {
      const { code, text, writes } = await at.run([...options]);
      assert.equal(code, 2, text);
      assert.match(text, message);
      assert.equal(writes, 0);
    }
  });

  onCluster('without a live colour nothing begins', async at => {
    const { spec } = await at.client.get(at.ROUTE);
    for (const to of named({ spec } as never, 'primary').route) to.weight = 50;
    await at.client.patch(at.ROUTE, { spec }, PATCH.merge);
    const { code, text } = await at.run(at.to('1'));
    assert.equal(code, 2);
    assert.match(text, /none is live; set one to 100/);
  });
});

// Last and alone: it takes the API server away from everybody.
onCluster('an API server that restarts interrupts nothing', async at => {
  const run = at.start([...at.to('1'), '--watch-seconds', '5']);
  await waitFor('it is watched', async () =>
    (await at.seen()).phase === 'watching' ? true : undefined,
  );
  await cluster.restart('kube-apiserver');
  const { code, text } = await run.ended;
  assert.equal(code, 0, text);
  assert.deepEqual(await at.seen(), GREEN_IS_LIVE);
});
