import { PLACEMENTS } from '../__testUtils__/placements';
import { PlacementsClient } from './placementsApi';

const clientWith = (fetch: jest.Mock) =>
  new PlacementsClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });

describe('PlacementsClient', () => {
  it('asks once for all fields of a wizard', async () => {
    const fetch = jest.fn(async () => Response.json(PLACEMENTS));
    const client = clientWith(fetch);
    const [one, two] = await Promise.all([
      client.placements(),
      client.placements(),
    ]);
    expect(one).toEqual(PLACEMENTS);
    expect(two).toBe(one);
    expect(fetch.mock.calls).toEqual([
      ['http://portal/api/scaffolder/heal7/placements'],
    ]);
  });

  it('asks again after a failure', async () => {
    const fetch = jest
      .fn()
      .mockResolvedValueOnce(new Response('{}', { status: 503 }))
      .mockResolvedValueOnce(Response.json(PLACEMENTS));
    const client = clientWith(fetch);
    await expect(client.placements()).rejects.toThrow('503');
    await expect(client.placements()).resolves.toEqual(PLACEMENTS);
  });
});
