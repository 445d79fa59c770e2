import { mockServices } from '@backstage/backend-test-utils';
import { AppliedResourcesProvider } from './AppliedResourcesProvider';

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name },
});

function setUp() {
  const answers: Array<() => Response | Promise<Response>> = [];
  const asked: Request[] = [];
  const logger = mockServices.logger.mock();
  const provider = new AppliedResourcesProvider({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    logger,
    fetch: async (url, init) => {
      asked.push(new Request(url as string, init));
      return answers.shift()!();
    },
  });
  const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
  const names = () =>
    connection.applyMutation.mock.lastCall?.[0].entities.map(
      (deferred: { entity: { metadata: { name: string } } }) =>
        deferred.entity.metadata.name,
    );
  const tells = (...all: string[]) =>
    answers.push(() =>
      Response.json(
        { items: all.map(entity) },
        { headers: { etag: `"${all.join()}"` } },
      ),
    );
  return { provider, connection, answers, asked, logger, names, tells };
}

describe('AppliedResourcesProvider', () => {
  it('catalogs resources as they come and go', async () => {
    const { provider, connection, names, tells, asked } = setUp();
    await provider.connect(connection);
    tells('bucket', 'queue');
    await provider.update();
    expect(names()).toEqual(['bucket', 'queue']);
    tells('queue');
    await provider.update();
    expect(names()).toEqual(['queue']);
    tells();
    await provider.update();
    expect(names()).toEqual([]);
    expect(asked[0].url).toMatch(/\/api\/provisioning\/catalog-entities$/);
    expect(asked[0].headers.get('authorization')).toMatch(/^Bearer ./);
  });

  it('writes nothing while nothing has changed', async () => {
    const { provider, connection, answers, tells, asked } = setUp();
    await provider.connect(connection);
    tells('bucket');
    await provider.update();
    answers.push(() => new Response(null, { status: 304 }));
    await provider.update();
    expect(asked[1].headers.get('if-none-match')).toBe('"bucket"');
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Response]>([
    ['the backend fails', () => new Response('', { status: 500 })],
    ['the plugin is not there', () => new Response('', { status: 404 })],
    [
      'it cannot be reached',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
  ])('keeps what it has when %s', async (_, answer) => {
    const { provider, connection, answers, logger, tells } = setUp();
    await provider.connect(connection);
    tells('bucket');
    await provider.update();
    answers.push(answer);
    await provider.update();
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('answers a burst of events with one more look', async () => {
    const { provider, connection, answers, asked, names, tells } = setUp();
    await provider.connect(connection);
    let answerFirst: (response: Response) => void = () => {};
    answers.push(
      () =>
        new Promise(resolve => {
          answerFirst = resolve;
        }),
    );
    tells('late');
    const first = provider.update();
    const others = [provider.update(), provider.update(), provider.update()];
    while (asked.length === 0) {
      await Promise.resolve();
    }
    answerFirst(Response.json({ items: [] }));
    await Promise.all([first, ...others]);
    expect(asked).toHaveLength(2);
    expect(names()).toEqual(['late']);
  });
});
