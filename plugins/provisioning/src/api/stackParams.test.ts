import fc from 'fast-check';
import { readStackFilters, STACK_PHASES, stackParams } from './stackParams';

const text = fc.string({ minLength: 1 }).filter(s => s.trim() === s);

const anyFilters = fc.record(
  {
    entity: text,
    environment: text,
    owner: text,
    text,
    phase: fc.constantFrom(...STACK_PHASES),
    mine: fc.constant(true),
  },
  { requiredKeys: [] },
);

describe('filters in an address', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyFilters, filters => {
        const address = stackParams(filters).toString();
        expect(readStackFilters(new URLSearchParams(address))).toEqual(filters);
      }),
    );
  });

  it('pass over what makes no sense', () => {
    expect(
      readStackFilters(
        new URLSearchParams('phase=melting&mine=perhaps&owner=%20&page=3'),
      ),
    ).toEqual({});
  });

  it('leave out what is not set', () => {
    expect(stackParams({ text: '', mine: false, limit: 50 }).toString()).toBe(
      'limit=50',
    );
  });
});
