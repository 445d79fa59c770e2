import fc from 'fast-check';
import { differingBasisFields } from './DecisionBasis';
import type { DecisionBasis } from './DecisionBasis';

const shown: DecisionBasis = {
  uid: 'u',
  revisionHash: 'new',
  stepIndex: 2,
  pausedAt: '2026-01-02T03:00:00Z',
  aborted: false,
  fingerprint: '',
};
const basis = fc.record<DecisionBasis>({
  uid: fc.constantFrom('u', 'v'),
  revisionHash: fc.constantFrom('old', 'new'),
  stepIndex: fc.option(fc.nat(2)),
  pausedAt: fc.option(fc.constantFrom('2026-01-02T03:00:00Z')),
  aborted: fc.boolean(),
  fingerprint: fc.constantFrom('', 'w'),
});

describe('differingBasisFields', () => {
  it.each<[keyof DecisionBasis, Partial<DecisionBasis>]>([
    ['uid', { uid: 'v' }],
    ['revisionHash', { revisionHash: 'newer' }],
    ['stepIndex', { stepIndex: 3 }],
    ['stepIndex', { stepIndex: null }],
    ['pausedAt', { pausedAt: null }],
    ['aborted', { aborted: true }],
    ['fingerprint', { fingerprint: '50/50' }],
  ])('names %s', (field, live) => {
    expect(differingBasisFields(shown, { ...shown, ...live })).toEqual([field]);
  });

  it('names each field that differs, whichever side it is seen from', () => {
    fc.assert(
      fc.property(basis, basis, (a, b) => {
        const fields = differingBasisFields(a, b);
        expect(differingBasisFields(b, a)).toEqual(fields);
        expect({ ...a, ...pick(b, fields) }).toEqual(b);
        expect(differingBasisFields(a, { ...a })).toEqual([]);
      }),
    );
  });
});

function pick(from: DecisionBasis, fields: (keyof DecisionBasis)[]) {
  return Object.fromEntries(fields.map(field => [field, from[field]]));
}
