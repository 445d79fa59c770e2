import { aRun } from '../__testUtils__/runs';
import { aStack } from '../__testUtils__/stacks';
import { failureOf } from './failure';
import { ProvisioningClient } from './ProvisioningClient';

function client(...responses: (Response | Error)[]) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => {
    const response = responses.shift();
    if (!response || response instanceof Error) {
      throw response ?? new Error('One request too many');
    }
    return response;
  });
  const api = new ProvisioningClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
  });
  return { api, fetch };
}

const json = (body: unknown, init?: ResponseInit) =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/json', ...init?.headers },
  });

const refusal = (status: number, message: string) =>
  json(
    { error: { name: 'Error', message }, response: { statusCode: status } },
    { status },
  );

describe('ProvisioningClient', () => {
  it('asks for what filters leave, and names no filter that is not set', async () => {
    const { api, fetch } = client(json({ items: [] }));
    await api.getStacks({ text: 'a b', mine: true, limit: 50 });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/provisioning/stacks?text=a+b&mine=true&limit=50',
    );
  });

  it('lets nobody leave the path by an id', async () => {
    const { api, fetch } = client(json(aStack()));
    await api.getStack('../modules?x');
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/provisioning/stacks/..%2Fmodules%3Fx',
    );
  });

  it('asks with the ETag and gives out the same object on 304', async () => {
    const { api, fetch } = client(
      json(aStack(), { headers: { ETag: 'W/"1"' } }),
      new Response(null, { status: 304 }),
    );
    const first = await api.getStack('stack-1');
    const second = await api.getStack('stack-1');
    expect(fetch.mock.calls[1][1]?.headers).toEqual({
      'If-None-Match': 'W/"1"',
    });
    expect(second).toBe(first);
  });

  it('recognises an unchanged answer when CORS hides the ETag', async () => {
    const { api } = client(json(aStack()), json(aStack()));
    const first = await api.getStack('stack-1');
    expect(await api.getStack('stack-1')).toBe(first);
  });

  it('reads a log from where it is', async () => {
    const { api, fetch } = client(
      json({ lines: [], next: 40, complete: true }),
    );
    await api.getLog('run-4', { after: 40, limit: 1000 });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://backend/api/provisioning/runs/run-4/log?after=40&limit=1000',
    );
  });

  it('names the plan that it approves', async () => {
    const { api, fetch } = client(json(aRun()));
    await api.approve('run-4', { digest: 'sha256:1', comment: '' });
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe('http://backend/api/provisioning/runs/run-4/approve');
    expect(init).toMatchObject({ method: 'POST' });
    expect(JSON.parse(String(init?.body))).toEqual({
      digest: 'sha256:1',
      comment: '',
    });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [422, 'other'],
    [503, 'server'],
  ])('rejects %d as %s, in the words of the backend', async (status, kind) => {
    const { api } = client(refusal(status, 'Because'));
    const error = await api.getRun('run-4').catch(e => e);
    expect(failureOf(error)).toEqual({ kind, message: 'Because' });
  });

  it('tells a backend that cannot be reached from one that refuses', async () => {
    const { api } = client(new TypeError('Failed to fetch'));
    const error = await api.getRun('run-4').catch(e => e);
    expect(failureOf(error).kind).toBe('network');
  });
});
