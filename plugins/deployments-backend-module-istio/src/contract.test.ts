import { sourceContract } from '@heal7/backstage-plugin-deployments-node/testing';
import {
  colour,
  destinationRule,
  pairObjects,
  releaseAnnotations,
  SELECTOR,
  service,
  virtualService,
} from './__testUtils__/objects';
import { istioBlueGreenSource } from '.';

// Many cases: they take a while on a busy machine.
jest.setTimeout(120_000);

const lock = (until: string) => ({
  holder: 'runner/1',
  until: Date.parse(until) / 1000,
});

describe('the engine of Istio blue-green', () => {
  it.each(
    sourceContract(istioBlueGreenSource(SELECTOR), [
      {
        name: 'at rest',
        objects: pairObjects(
          virtualService([100, 0]),
          colour('blue', 3),
          colour('green', 0),
        ),
      },
      {
        name: 'the new colour waits',
        objects: pairObjects(
          virtualService([100, 0]),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'a share',
        objects: pairObjects(
          virtualService([90, 10], { header: 'green' }),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'promoted, and the old one kept',
        objects: pairObjects(
          virtualService([0, 100]),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'a dead end',
        objects: pairObjects(
          virtualService([0, 100]),
          colour('blue', 3),
          colour('green', 3, 0),
        ),
      },
      {
        name: 'inconclusive',
        objects: pairObjects(
          virtualService([90, 10], {
            annotations: releaseAnnotations('inconclusive'),
            header: 'green',
          }),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'watched by a script that is alive',
        objects: pairObjects(
          virtualService([90, 10], {
            annotations: releaseAnnotations(
              'watching',
              lock('2026-01-03T00:00:00Z'),
            ),
            header: 'green',
          }),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'watched by a script that died',
        objects: pairObjects(
          virtualService([90, 10], {
            annotations: releaseAnnotations(
              'watching',
              lock('2026-01-01T00:00:00Z'),
            ),
          }),
          colour('blue', 3),
          colour('green', 3),
        ),
      },
      {
        name: 'taken back',
        objects: pairObjects(
          virtualService([100, 0], {
            annotations: releaseAnnotations('failed'),
          }),
          colour('blue', 3),
          colour('green', 0),
        ),
      },
      {
        name: 'without a route',
        objects: [service(), destinationRule(), ...colour('blue', 1)],
      },
    ]),
  )('$name', async ({ check }) => {
    await expect(check()).resolves.toBeUndefined();
  });
});
