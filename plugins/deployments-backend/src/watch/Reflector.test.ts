import type { ServerResponse } from 'node:http';
import type { KubernetesObject } from '@heal7/backstage-plugin-deployments-node';
import { UndiciTransport } from '../clusters/UndiciTransport';
import { eventually } from '../__testUtils__/eventually';
import { FakeApiServer } from '../__testUtils__/FakeApiServer';
import type { SeenRequest } from '../__testUtils__/FakeApiServer';
import { rollout, ROLLOUTS } from '../__testUtils__/fakeSource';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import { Reflector } from './Reflector';
import type { ReflectorSink, ReflectorTiming } from './Reflector';

type Answer = (
  response: ServerResponse,
  request: SeenRequest,
) => boolean | void;

describe('Reflector', () => {
  let server: FakeApiServer;
  let stop: AbortController;
  let running: Promise<void> = Promise.resolve();
  let tokens: string[];
  let log: string[];
  const transports: UndiciTransport[] = [];

  beforeEach(async () => {
    server = await FakeApiServer.start(ROLLOUTS);
    stop = new AbortController();
    tokens = ['token-1'];
  });

  afterEach(async () => {
    stop.abort();
    await running;
    await Promise.all(transports.splice(0).map(one => one.close()));
    await server.stop();
  });

  /** Lets the first requests be answered by the script, one each. */
  const script = (...answers: Answer[]) => {
    server.intercept = (request, response) =>
      answers.shift()?.(response, request) ?? false;
  };

  function start(
    timing: Partial<ReflectorTiming> = {},
    namespace?: string,
    versions = ['v1alpha1'],
  ) {
    const clock = new JumpingClock();
    const objects = new Map<string, KubernetesObject>();
    log = [];
    const sink: ReflectorSink = {
      startList: () => {
        const added: KubernetesObject[] = [];
        return {
          add: object => added.push(object),
          commit: () => {
            objects.clear();
            added.forEach(object => objects.set(object.metadata.name, object));
            log.push(`list ${added.length}`);
          },
        };
      },
      upsert: object => {
        objects.set(object.metadata.name, object);
      },
      remove: object => {
        objects.delete(object.metadata.name);
      },
      live: () => log.push('live'),
      failed: failure => log.push(`${failure.kind}: ${failure.message}`),
    };
    const transport = new UndiciTransport({
      cluster: 'east',
      endpoint: async () => ({ url: server.url, ca: undefined, verify: true }),
      credential: async () => ({
        type: 'bearer token',
        token: tokens.length > 1 ? tokens.shift()! : tokens[0],
      }),
    });
    transports.push(transport);
    const reflector = new Reflector({
      cluster: 'east',
      transport,
      clock,
      sink,
      timing,
      collection: {
        group: 'argoproj.io',
        versions,
        plural: 'rollouts',
        namespace: namespace ?? null,
        labelSelector: 'app',
        fieldSelector: 'a=b',
      },
    });
    running = reflector.run(stop.signal);
    return { clock, names: () => [...objects.keys()].sort() };
  }

  const watched = () =>
    eventually(() => {
      expect(server.watching(ROLLOUTS)).toBe(1);
      expect(log.at(-1)).toBe('live');
    });
  const lists = () => server.requests.filter(({ query }) => !query.watch);
  const watches = () => server.requests.filter(({ query }) => query.watch);

  it('lists, then follows additions, changes and deletions', async () => {
    server.apply(ROLLOUTS, rollout('a'));
    const { names } = start();
    await watched();
    expect(log).toEqual(['list 1', 'live']);
    server.apply(ROLLOUTS, rollout('b'));
    server.delete(ROLLOUTS, 'shop/a');
    await eventually(() => expect(names()).toEqual(['b']));
    expect(lists()[0].query).toEqual({
      limit: '500',
      labelSelector: 'app',
      fieldSelector: 'a=b',
    });
    expect(watches()[0].query).toMatchObject({
      allowWatchBookmarks: 'true',
      resourceVersion: '101',
      labelSelector: 'app',
      fieldSelector: 'a=b',
    });
  });

  it('asks for one namespace only when told so', async () => {
    start({}, 'shop');
    await watched();
    expect(log).toContain('live');
    expect(server.requests[0].path).toBe(
      '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts',
    );
  });

  it('reads all pages, and starts again when the token expires', async () => {
    const page = (name: string, more?: string) => (response: ServerResponse) =>
      FakeApiServer.json(response, {
        metadata: { resourceVersion: '50', continue: more },
        items: [rollout(name)],
      });
    script(
      page('a', 'next'),
      response => FakeApiServer.status(response, 410, 'token expired'),
      page('b', 'next'),
      page('c'),
    );
    const { names } = start();
    await watched();
    expect(names()).toEqual(['b', 'c']);
    expect(log).toEqual(['list 2', 'live']);
    expect(lists().map(({ query }) => query.continue)).toEqual([
      undefined,
      'next',
      undefined,
      'next',
    ]);
  });

  it('resumes from the last bookmark without a list', async () => {
    const { clock } = start();
    await watched();
    server.send(ROLLOUTS, 'BOOKMARK', {
      metadata: { resourceVersion: '900' },
    });
    clock.advance(60_000);
    server.endWatches();
    await eventually(() => expect(watches()).toHaveLength(2));
    expect(watches()[1].query.resourceVersion).toBe('900');
    expect(lists()).toHaveLength(1);
    expect(clock.sleeps).toEqual([]);
  });

  it('waits a little before reopening a watch that closed at once', async () => {
    const { clock } = start();
    await watched();
    server.endWatches();
    await eventually(() => expect(watches()).toHaveLength(2));
    expect(clock.sleeps).toEqual([375]);
  });

  it('lists again when the version is gone, and removes what was deleted', async () => {
    server.apply(ROLLOUTS, rollout('a'));
    const { names } = start();
    await watched();
    server.collections.get(ROLLOUTS)!.delete('shop/a');
    server.send(ROLLOUTS, 'ERROR', { code: 410, message: 'too old' });
    await eventually(() => expect(lists()).toHaveLength(2));
    await watched();
    expect(names()).toEqual([]);
    expect(log).toEqual(['list 1', 'live', 'list 0', 'live']);
  });

  it('uses a new credential after 401', async () => {
    tokens = ['old', 'new'];
    script(response => FakeApiServer.status(response, 401, 'Unauthorized'));
    const { clock } = start();
    await watched();
    expect(
      server.requests.map(({ headers }) => headers.authorization).slice(0, 2),
    ).toEqual(['Bearer old', 'Bearer new']);
    expect(clock.sleeps).toEqual([]);
    expect(log).toEqual(['list 0', 'live']);
  });

  it('reports a credential that is refused again', async () => {
    const refused: Answer = response =>
      FakeApiServer.status(response, 401, 'Unauthorized');
    script(refused, refused);
    start();
    await watched();
    expect(log[0]).toBe('unauthorized: Unauthorized (401)');
  });

  it('waits as told by 429', async () => {
    script(response =>
      FakeApiServer.status(response, 429, 'slow down', { 'retry-after': '7' }),
    );
    const { clock } = start();
    await watched();
    expect(clock.sleeps).toEqual([7_000]);
  });

  it('reports a kind that is missing once that is certain, and finds it later', async () => {
    const missing: Answer = response =>
      FakeApiServer.status(response, 404, 'page not found');
    script(missing, missing, missing);
    const { clock } = start();
    await watched();
    expect(log).toEqual([
      'absent: page not found (404)',
      'absent: page not found (404)',
      'list 0',
      'live',
    ]);
    expect(clock.sleeps).toEqual([375, 750, 1_500]);
  });

  it('takes an older version where the newest is not served', async () => {
    const { clock } = start({}, undefined, ['v1', 'v1alpha1']);
    await watched();
    expect(log).toEqual(['list 0', 'live']);
    expect(clock.sleeps).toEqual([375]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/apis/argoproj.io/v1/rollouts',
      ROLLOUTS,
      ROLLOUTS,
    ]);
  });

  it('reports what is forbidden, unless it is so for a moment only', async () => {
    const forbidden: Answer = response =>
      FakeApiServer.status(response, 403, 'rollouts');
    script(
      forbidden,
      () => false,
      () => false,
      forbidden,
      forbidden,
    );
    start();
    await watched();
    expect(log).toEqual(['list 0', 'live']);
    server.send(ROLLOUTS, 'ERROR', { code: 410 });
    await eventually(() =>
      expect(log).toEqual([
        'list 0',
        'live',
        'forbidden: rollouts (403)',
        'forbidden: rollouts (403)',
        'list 0',
        'live',
      ]),
    );
  });

  it('gives up on a watch that has gone silent', async () => {
    start({ watchIdleMs: 100 });
    await eventually(() => expect(watches().length).toBeGreaterThan(1));
    expect(lists()).toHaveLength(1);
  });

  it('gives up on a list that is never answered', async () => {
    script(() => true);
    start({ listTimeoutMs: 100 });
    await watched();
    expect(log[0]).toMatch(/^network: .*'east' does not answer/);
  });

  it('does not trip over an answer that is no JSON', async () => {
    script(response => {
      response.end('<html>gateway</html>');
      return true;
    });
    start();
    await watched();
    expect(log[0]).toMatch(/^server: /);
  });

  it('resumes after the connection broke in the middle of an object', async () => {
    script(
      () => false,
      response => {
        response.writeHead(200);
        response.write(
          '{"type":"ADDED","object":{"metadata":{"resourceVersion":"300","name":"x","uid":"x"}}}\n',
        );
        response.write('{"type":"ADDED","obj', () => response.destroy());
        return true;
      },
    );
    const { names } = start();
    await eventually(() => expect(watches()).toHaveLength(2));
    expect(names()).toEqual(['x']);
    expect(watches()[1].query.resourceVersion).toBe('300');
    expect(lists()).toHaveLength(1);
  });
});
