import fc from 'fast-check';
import { monthlyCost } from './cost';

const price = { vcpuMonth: 27, gibMonth: 4 };

describe('monthlyCost', () => {
  it('is the sum of what the replicas request', () => {
    // 3 × (0.5 × 27 + 0.5 × 4) = 3 × 15.5
    expect(monthlyCost({ cpu: '500m', memory: '512Mi' }, 3, price)).toBe(46.5);
    // 20 × (2 × 27 + 4 × 4) = 20 × 70
    expect(monthlyCost({ cpu: '2', memory: '4Gi' }, 20, price)).toBe(1400);
  });

  it('is nothing when nothing runs', () => {
    expect(monthlyCost({ cpu: '2', memory: '4Gi' }, 0, price)).toBe(0);
  });

  it('grows with the replicas in proportion', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 64_000 }),
        fc.integer({ min: 0, max: 64_000 }),
        (replicas, cpu, memory) => {
          const size = { cpu: `${cpu}m`, memory: `${memory}Mi` };
          expect(monthlyCost(size, replicas, price)).toBeCloseTo(
            replicas * monthlyCost(size, 1, price),
            6,
          );
        },
      ),
    );
  });

  it.each([-1, NaN, Infinity])('refuses %d replicas', replicas => {
    expect(() =>
      monthlyCost({ cpu: '1', memory: '1Gi' }, replicas, price),
    ).toThrow('There cannot be');
  });
});
