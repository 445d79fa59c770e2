import { NotFoundError } from '@backstage/errors';
import type { DeploymentAction } from '@heal7/backstage-plugin-deployments-common';
import type {
  JsonPatchOperation,
  KubernetesObject,
  PlannedPatch,
} from '@heal7/backstage-plugin-deployments-node';
import { readerOf } from '@heal7/backstage-plugin-deployments-node/testing';
import {
  colour,
  NAME,
  NAMESPACE,
  pairObjects,
  releaseAnnotations,
  SELECTOR,
  service,
  virtualService,
} from '../__testUtils__/objects';
import { istioBlueGreenSource } from '../source';

const NOW = new Date('2026-01-02T03:04:05Z');
const source = istioBlueGreenSource(SELECTOR);

async function operations(
  action: DeploymentAction,
  route: KubernetesObject,
  revisionHash?: string,
  green = colour('green', 3),
): Promise<JsonPatchOperation[]> {
  const objects = pairObjects(route, colour('blue', 3), green);
  const [step, ...more] = (await source.plan(
    { action, live: service(), revisionHash, now: NOW },
    readerOf(objects),
  )) as PlannedPatch[];
  expect(more).toEqual([]);
  expect(step).toMatchObject({
    ref: {
      group: 'networking.istio.io',
      plural: 'virtualservices',
      namespace: NAMESPACE,
      name: NAME,
    },
    type: 'replace',
  });
  return step.body as JsonPatchOperation[];
}

const setWeights = (
  index: number,
  before: [number, number],
  after: [number, number],
) => [
  { op: 'test', path: `/spec/http/${index}/name`, value: 'primary' },
  ...(['blue', 'green'] as const).flatMap((subset, position) => {
    const at = `/spec/http/${index}/route/${position}`;
    return [
      { op: 'test', path: `${at}/destination/subset`, value: subset },
      { op: 'test', path: `${at}/weight`, value: before[position] },
      { op: 'add', path: `${at}/weight`, value: after[position] },
    ];
  }),
];

describe('the plan of a pair', () => {
  it('sends a first share to the new colour, and then everything', async () => {
    expect(await operations('promote', virtualService([100, 0]))).toEqual(
      setWeights(0, [100, 0], [90, 10]),
    );
    expect(await operations('promote', virtualService([90, 10]))).toEqual(
      setWeights(0, [90, 10], [0, 100]),
    );
  });

  it('sends everything at once when asked to', async () => {
    expect(await operations('promote-full', virtualService([100, 0]))).toEqual(
      setWeights(0, [100, 0], [0, 100]),
    );
  });

  it('takes back all requests, and the header route with them', async () => {
    const route = virtualService([90, 10], { header: 'green' });
    expect(await operations('abort', route)).toEqual([
      ...setWeights(1, [90, 10], [100, 0]),
      {
        op: 'test',
        path: '/spec/http/0/name',
        value: 'heal7-web-canary-header',
      },
      { op: 'remove', path: '/spec/http/0' },
    ]);
  });

  it('goes back to the colour that is kept, and to nothing else', async () => {
    const route = virtualService([0, 100]);
    expect(await operations('rollback', route, 'hashblue')).toEqual(
      setWeights(0, [0, 100], [100, 0]),
    );
    await expect(operations('rollback', route, 'hashgreen')).rejects.toThrow(
      /only that of blue/,
    );
  });

  it('refuses a colour without a ready pod', async () => {
    const green = colour('green', 3, 0);
    await expect(
      operations('promote', virtualService([100, 0]), undefined, green),
    ).rejects.toThrow('green has no ready pod');
  });

  it('asks a script that is alive to take its release back', async () => {
    const until = NOW.getTime() / 1000 + 30;
    const annotations = releaseAnnotations('watching', { holder: 'r', until });
    expect(
      await operations('abort', virtualService([90, 10], { annotations })),
    ).toEqual([
      {
        op: 'add',
        path: '/metadata/annotations/heal7.com~1release-abort',
        value: expect.any(String),
      },
    ]);
  });

  it('takes over from a script that died, and leaves what it would have left', async () => {
    const until = NOW.getTime() / 1000 - 1;
    const annotations = releaseAnnotations('watching', { holder: 'r', until });
    const done = await operations(
      'abort',
      virtualService([90, 10], { annotations }),
    );
    const written = done.find(
      ({ op, path }) => op === 'replace' && path.endsWith('heal7.com~1release'),
    );
    expect(JSON.parse(String(written?.value))).toMatchObject({
      id: 'r1',
      image: 'web:2',
      phase: 'aborted',
      since: NOW.getTime() / 1000,
    });
    expect(done).toContainEqual({
      op: 'remove',
      path: '/metadata/annotations/heal7.com~1release-lock',
    });
  });

  it('ends a release that could not be judged, as its script would', async () => {
    const annotations = releaseAnnotations('inconclusive');
    const done = await operations(
      'promote',
      virtualService([90, 10], { annotations }),
    );
    expect(done.slice(0, 7)).toEqual(setWeights(0, [90, 10], [0, 100]));
    const written = done.find(({ op }) => op === 'replace');
    expect(JSON.parse(String(written?.value)).phase).toBe('done');
  });

  it('finds the route where the cluster serves only an older version', async () => {
    const objects = pairObjects(
      virtualService([100, 0]),
      colour('blue', 3),
      colour('green', 3),
    );
    const reader = readerOf(objects);
    const [step] = await source.plan(
      { action: 'promote', live: service(), now: NOW },
      {
        ...reader,
        async list(collection, options) {
          if (collection.version === 'v1' && collection.group.endsWith('.io')) {
            throw new NotFoundError('no such kind');
          }
          return reader.list(collection, options);
        },
      },
    );
    expect(step).toMatchObject({ ref: { version: 'v1beta1' } });
  });
});
