import fc from 'fast-check';
import { deployment, SELECTOR } from '../__testUtils__/objects';
import { readDeployment } from './kinds';
import { isMoving, phaseOf } from './phase';

const reading = (parts: Parameters<typeof deployment>[0]) =>
  phaseOf(readDeployment(deployment(parts), SELECTOR), 'web');

const DEADLINE = [
  {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'ReplicaSet "web-2" has timed out progressing.',
  },
];

describe('the phase of a Deployment, as kubectl rollout status says it', () => {
  it.each([
    ['all is done', {}, 'healthy', ''],
    [
      'the controller has not seen the spec',
      { metadata: { generation: 3 } },
      'progressing',
      'Waiting for deployment spec update to be observed.',
    ],
    [
      'somebody paused it',
      { spec: { paused: true }, status: { conditions: DEADLINE } },
      'paused',
      'The deployment is paused.',
    ],
    [
      'it took too long',
      { status: { updatedReplicas: 1, conditions: DEADLINE } },
      'degraded',
      'Deployment "web" exceeded its progress deadline.',
    ],
    [
      'new pods are being made',
      { status: { updatedReplicas: 1, replicas: 4 } },
      'progressing',
      '1 out of 3 new replicas have been updated.',
    ],
    [
      'old pods are still there',
      { status: { replicas: 4 } },
      'progressing',
      '1 old replicas are pending termination.',
    ],
    [
      'new pods are not available',
      { status: { availableReplicas: 2 } },
      'progressing',
      '2 of 3 updated replicas are available.',
    ],
  ])('%s', (_, parts, phase, message) => {
    expect(reading(parts)).toEqual({ phase, message });
  });

  it('is healthy exactly when nothing moves and nobody paused it', () => {
    const count = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.record({
          replicas: count,
          updatedReplicas: count,
          availableReplicas: count,
          observedGeneration: fc.constantFrom(1, 2),
          conditions: fc.constantFrom([], DEADLINE),
        }),
        fc.boolean(),
        (status, paused) => {
          const object = deployment({ spec: { paused }, status });
          const data = readDeployment(object, SELECTOR);
          expect(phaseOf(data, 'web').phase === 'healthy').toBe(
            !isMoving(data) && !paused,
          );
        },
      ),
    );
  });
});
