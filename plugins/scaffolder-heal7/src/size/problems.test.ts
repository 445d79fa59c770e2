import { sizeProblems } from './problems';
import type { Size } from './size';

const SOUND: Size = {
  minReplicas: 2,
  maxReplicas: 4,
  cpu: '250m',
  memory: '256Mi',
};
const keysOf = (part: Partial<Size>, production = false) =>
  sizeProblems({ ...SOUND, ...part }, production).map(({ key }) => key);

describe('sizeProblems', () => {
  it('finds none in a sound size', () => {
    expect(keysOf({}, true)).toEqual([]);
    expect(keysOf({ minReplicas: 100, maxReplicas: 100 }, true)).toEqual([]);
  });

  it('wants no fewer replicas at most than at least, and says both', () => {
    expect(sizeProblems({ ...SOUND, minReplicas: 5 }, false)).toEqual([
      { key: 'size.minAboveMax', params: { min: 5, max: 4 } },
    ]);
  });

  it('wants two replicas in production only', () => {
    expect(keysOf({ minReplicas: 1 }, true)).toEqual(['size.production']);
    expect(keysOf({ minReplicas: 1 })).toEqual([]);
  });

  it.each<[Partial<Size>, string]>([
    [{ minReplicas: 0 }, 'size.minTooSmall'],
    [{ maxReplicas: 101 }, 'size.tooMany'],
    [{ minReplicas: 2.5 }, 'size.notWhole'],
    [{ cpu: '0' }, 'size.badCpu'],
    [{ cpu: '1 core' }, 'size.badCpu'],
    [{ memory: '512' }, 'size.badMemory'],
    [{ memory: '0Gi' }, 'size.badMemory'],
    [{ memory: '' }, 'size.badMemory'],
  ])('refuses %j', (part, key) => {
    expect(keysOf(part)).toEqual([key]);
  });
});
