import { ResponseError } from '@backstage/errors';
import { anAnswer, aState } from '../__testUtils__/states';
import { DeploymentsClient } from './DeploymentsClient';
import { failureOf } from './failure';

const REF = { kind: 'Component', namespace: 'default', name: 'heal7-web main' };
const PATH = '/v1/entities/component/default/heal7-web%20main';

function client(...responses: (Response | Error)[]) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => {
    const response = responses.shift();
    if (!response || response instanceof Error) {
      throw response ?? new Error('One request too many');
    }
    return response;
  });
  const deployments = new DeploymentsClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
  });
  return { deployments, fetch };
}

const json = (body: unknown, init?: ResponseInit) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/json', ...init?.headers },
  });

const act = {
  target: { cluster: 'c', namespace: 'n', name: 'web', engine: 'e' },
  action: 'promote' as const,
  basis: aState().basis,
};

describe('DeploymentsClient', () => {
  it('asks for the entity by its reference', async () => {
    const { deployments, fetch } = client(json(anAnswer()));
    await deployments.getEntityDeployments(REF);
    expect(fetch.mock.calls[0][0]).toBe(
      `http://backend/api/deployments${PATH}`,
    );
  });

  it('asks with the ETag and gives out the same object on 304', async () => {
    const { deployments, fetch } = client(
      json(anAnswer(), { headers: { ETag: 'W/"1"' } }),
      new Response(null, { status: 304 }),
    );
    const first = await deployments.getEntityDeployments(REF);
    const second = await deployments.getEntityDeployments(REF);
    expect(fetch.mock.calls[1][1]?.headers).toEqual({
      'If-None-Match': 'W/"1"',
    });
    expect(second.deployments).toBe(first.deployments);
  });

  it('recognises an unchanged answer when CORS hides the ETag', async () => {
    const { deployments } = client(json(anAnswer()), json(anAnswer()));
    const first = await deployments.getEntityDeployments(REF);
    const second = await deployments.getEntityDeployments(REF);
    expect(second.deployments).toBe(first.deployments);
  });

  it("corrects our clock by the server's", async () => {
    jest.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z') });
    const { deployments } = client(
      json(anAnswer(), { headers: { Date: 'Mon, 02 Mar 2026 09:01:00 GMT' } }),
    );
    const { clockOffsetMs } = await deployments.getEntityDeployments(REF);
    jest.useRealTimers();
    expect(clockOffsetMs).toBe(60_500);
  });

  it('rejects with what the backend says', async () => {
    const { deployments } = client(
      json(
        {
          error: { name: 'NotAllowedError', message: 'Not for you' },
          response: { statusCode: 403 },
        },
        { status: 403, statusText: 'Forbidden' },
      ),
    );
    const error = await deployments.getEntityDeployments(REF).catch(e => e);
    expect(ResponseError.is(error)).toBe(true);
    expect(failureOf(error)).toEqual({
      kind: 'forbidden',
      message: 'Not for you',
    });
  });

  it('tells a backend that does not answer apart from one that refuses', async () => {
    const { deployments } = client(new TypeError('Failed to fetch'));
    const error = await deployments.getEntityDeployments(REF).catch(e => e);
    expect(failureOf(error).kind).toBe('network');
  });

  it('posts an action and returns the fresh state', async () => {
    const state = aState({ phase: 'progressing' });
    const { deployments, fetch } = client(json({ state }));
    const result = await deployments.act(REF, act);
    expect(fetch.mock.calls[0][0]).toContain(`${PATH}/actions`);
    expect(JSON.parse(String(fetch.mock.calls[0][1]?.body))).toEqual(act);
    expect(result).toEqual({ outcome: 'done', state });
  });

  it('returns a conflict instead of throwing it', async () => {
    const conflict = { message: 'At another step', fields: ['stepIndex'] };
    const { deployments } = client(
      json({ state: aState(), conflict }, { status: 409 }),
    );
    const result = await deployments.act(REF, act);
    expect(result).toEqual({ outcome: 'conflict', state: aState(), conflict });
  });

  it('does not take just any 409 for a rollout that has moved on', async () => {
    const { deployments } = client(
      new Response('<html>Conflict</html>', { status: 409 }),
    );
    await expect(deployments.act(REF, act)).rejects.toThrow('409');
  });

  it('reads the log of one container', async () => {
    const { deployments, fetch } = client(new Response('a\nb\n'));
    const text = await deployments.getPodLog(REF, {
      target: act.target,
      pod: 'p',
      container: 'app',
      tailLines: 100,
    });
    expect(text).toBe('a\nb\n');
    const { searchParams, pathname } = new URL(String(fetch.mock.calls[0][0]));
    expect(pathname).toBe(`/api/deployments${PATH}/logs`);
    expect(Object.fromEntries(searchParams)).toEqual({
      cluster: 'c',
      namespace: 'n',
      deployment: 'web',
      engine: 'e',
      pod: 'p',
      container: 'app',
      tailLines: '100',
    });
  });

  it('asks for the fleet with its filters, each value escaped', async () => {
    const { deployments, fetch } = client(
      json({ items: [], nextCursor: null, channels: [] }),
      json({ total: 0 }),
    );
    const query = { phase: ['paused' as const], text: 'a&b=c', limit: 100 };
    await deployments.getFleetPage({ ...query, cursor: 'x/y' });
    await deployments.getFleetSummary(query);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://backend/api/deployments/v1/targets?phase=paused&text=a%26b%3Dc&cursor=x%2Fy&limit=100',
      'http://backend/api/deployments/v1/targets/summary?phase=paused&text=a%26b%3Dc&limit=100',
    ]);
  });

  it('reads the history, one rollout of it and its export', async () => {
    const { deployments, fetch } = client(
      json({ items: [], nextCursor: null }),
      json({ id: 'a/b' }),
      new Response('id,verdict'),
    );
    await deployments.getRollouts(REF, { cluster: 'a', cursor: '2' });
    await deployments.getRollout(REF, 'a/b');
    const file = await deployments.exportRollouts(REF, 'csv');
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `http://backend/api/deployments${PATH}/rollouts?cluster=a&cursor=2`,
      `http://backend/api/deployments${PATH}/rollouts/a%2Fb`,
      `http://backend/api/deployments${PATH}/rollouts/export?format=csv`,
    ]);
    expect(file.size).toBe('id,verdict'.length);
  });

  it('asks for the delivery of one scope, and passes refusals on', async () => {
    const { deployments, fetch } = client(
      json({ error: { name: 'NotAllowedError' } }, { status: 403 }),
    );
    const asked = deployments.getDelivery({ system: 'system:a/b', days: 90 });
    await expect(asked).rejects.toThrow('403');
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/deployments/v1/delivery?system=system%3Aa%2Fb&days=90',
    );
  });

  it('asks about a target by all that identifies it', async () => {
    const { deployments, fetch } = client(json({}), json({}), json({}));
    const { target } = act;
    await deployments.getRollbackPreview(REF, { target, revisionHash: 'a&b' });
    await deployments.getMetrics(REF, { target, from: '1', to: '2' });
    await deployments.getChanges(REF, target);
    const where = 'cluster=c&namespace=n&name=web&engine=e';
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `http://backend/api/deployments${PATH}/rollback?${where}&revisionHash=a%26b`,
      `http://backend/api/deployments${PATH}/metrics?${where}&from=1&to=2`,
      `http://backend/api/deployments${PATH}/changes?${where}`,
    ]);
  });

  it('lists, declares and lifts freezes', async () => {
    const { deployments, fetch } = client(
      json({ items: [], mayDeclare: true }),
      json({ id: 'f' }, { status: 201 }),
      new Response(null, { status: 204 }),
      json({ error: { name: 'NotAllowedError' } }, { status: 403 }),
    );
    const body = { cluster: 'c', until: '2026-01-02T03:00:00Z', reason: 'r' };
    await deployments.getFreezes();
    await deployments.declareFreeze(body);
    await deployments.liftFreeze('a/b');
    await expect(deployments.liftFreeze('c')).rejects.toThrow('403');
    expect(
      fetch.mock.calls
        .slice(0, 3)
        .map(([url, options]) => [options?.method, url, options?.body]),
    ).toEqual([
      [undefined, 'http://backend/api/deployments/v1/freezes', undefined],
      [
        'POST',
        'http://backend/api/deployments/v1/freezes',
        JSON.stringify(body),
      ],
      ['DELETE', 'http://backend/api/deployments/v1/freezes/a%2Fb', undefined],
    ]);
  });

  it('starts, reads and cancels wave plans of an entity', async () => {
    const { deployments, fetch } = client(
      json({ items: [] }),
      json({ id: 'a/b' }, { status: 201 }),
      json({ id: 'a/b', events: [] }),
      json({ id: 'a/b', status: 'cancelled' }),
      json({ error: { name: 'ConflictError' } }, { status: 409 }),
    );
    const { target, basis } = act;
    const plan = {
      action: 'promote' as const,
      waves: [{ targets: [{ target, basis }], healthyFor: { minutes: 5 } }],
    };
    await deployments.getWavePlans(REF);
    await deployments.startWavePlan(REF, plan);
    await deployments.getWavePlan(REF, 'a/b');
    await deployments.cancelWavePlan(REF, 'a/b', { reason: 'r' });
    await expect(deployments.startWavePlan(REF, plan)).rejects.toThrow('409');
    const waves = `http://backend/api/deployments${PATH}/waves`;
    expect(
      fetch.mock.calls
        .slice(0, 4)
        .map(([url, options]) => [options?.method, url, options?.body]),
    ).toEqual([
      [undefined, waves, undefined],
      ['POST', waves, JSON.stringify(plan)],
      [undefined, `${waves}/a%2Fb`, undefined],
      ['POST', `${waves}/a%2Fb/cancel`, JSON.stringify({ reason: 'r' })],
    ]);
  });

  it('previews and carries out the abort of a system', async () => {
    const system = { kind: 'system', namespace: 'default', name: 'a b' };
    const body = { confirmation: 'a b', reason: 'r', targets: [] };
    const { deployments, fetch } = client(
      json({ items: [] }),
      json({ items: [] }),
    );
    await deployments.getSystemAbortPreview(system);
    await deployments.abortSystem(system, body);
    expect(
      fetch.mock.calls.map(([url, options]) => [url, options?.body]),
    ).toEqual([
      [
        'http://backend/api/deployments/v1/systems/default/a%20b/abort',
        undefined,
      ],
      [
        'http://backend/api/deployments/v1/systems/default/a%20b/abort',
        JSON.stringify(body),
      ],
    ]);
  });
});
