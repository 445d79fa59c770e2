import fc from 'fast-check';
import { fleetParams, LIST_FILTERS, readFleetFilters } from './fleetParams';
import type { FleetFilters } from './fleetParams';

const values = fc.uniqueArray(fc.string({ minLength: 1 }), {
  minLength: 1,
  maxLength: 3,
});
const phases = fc.uniqueArray(
  fc.constantFrom(
    'healthy' as const,
    'progressing' as const,
    'paused' as const,
    'degraded' as const,
    'unknown' as const,
  ),
  { minLength: 1 },
);
const text = fc.string({ minLength: 1 }).filter(s => s.trim() === s);
const yes = fc.constant(true as const);

const filters: fc.Arbitrary<FleetFilters> = fc.record(
  {
    phase: phases,
    cluster: values,
    environment: values,
    engine: values,
    namespace: values,
    owner: values,
    system: values,
    domain: values,
    entity: values,
    image: text,
    text,
    mine: yes,
    attention: yes,
    unmapped: yes,
    sort: fc.constantFrom('attention' as const, 'name' as const),
    order: fc.constantFrom('asc' as const, 'desc' as const),
  },
  { requiredKeys: [] },
);

describe('filters in an address', () => {
  it('come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(filters, before => {
        const address = fleetParams(before).toString();
        expect(readFleetFilters(new URLSearchParams(address))).toEqual(before);
      }),
    );
  });

  it('are read from any address without a failure', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), address => {
        const read = readFleetFilters(new URLSearchParams(address));
        for (const name of LIST_FILTERS) {
          expect(read[name]?.length).not.toBe(0);
        }
      }),
    );
  });

  it('pass over what means nothing', () => {
    const params = new URLSearchParams(
      'phase=broken&phase=paused&sort=colour&order=up&mine=maybe&text=%20&cluster=&cluster=a&cluster=a&cursor=x&limit=3',
    );
    expect(readFleetFilters(params)).toEqual({
      phase: ['paused'],
      cluster: ['a'],
    });
  });
});
