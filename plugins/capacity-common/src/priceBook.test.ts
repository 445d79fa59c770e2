import { priceOf, unitPrice } from './priceBook';
import type { PriceEntry } from './priceBook';
import { PRICES } from './prices';

const entry: PriceEntry = {
  cloud: 'aws',
  region: 'here',
  machines: [
    { machine: 'small', vcpus: 2, memoryGib: 4, usdPerHour: 0.1 },
    { machine: 'large', vcpus: 2, memoryGib: 8, usdPerHour: 0.12 },
  ],
  source: 'https://prices.example.com',
  date: '2026-01-02',
};

describe('unitPrice', () => {
  it('splits the prices of two machines', () => {
    // 4 GiB more cost 0.02, so a GiB 0.005; 2 vCPUs are left with 0.08.
    const { vcpuMonth, gibMonth } = unitPrice(entry);
    expect(gibMonth).toBeCloseTo(0.005 * 730, 9);
    expect(vcpuMonth).toBeCloseTo(0.04 * 730, 9);
  });

  it('refuses two machines that tell nothing about memory', () => {
    const [small] = entry.machines;
    expect(() =>
      unitPrice({ ...entry, machines: [small, { ...small, machine: 'same' }] }),
    ).toThrow('small and same tell no price of memory');
  });
});

describe('priceOf', () => {
  it('takes no price from another region or cloud', () => {
    const book = [entry];
    expect(priceOf(book, { cloud: 'aws', region: 'here' })).toMatchObject({
      source: 'https://prices.example.com',
      date: '2026-01-02',
    });
    expect(priceOf(book, { cloud: 'aws', region: 'there' })).toBeUndefined();
    expect(priceOf(book, { cloud: 'gcp', region: 'here' })).toBeUndefined();
    expect(priceOf(book, {})).toBeUndefined();
  });
});

describe('the price book', () => {
  it('knows Seoul, on both clouds', () => {
    // By hand: (1.888 − 1.536) / 64 = 0.0055, (1.536 − 64 × 0.0055) / 32 = 0.037
    expect(
      priceOf(PRICES, { cloud: 'aws', region: 'ap-northeast-2' }),
    ).toMatchObject({
      vcpuMonth: expect.closeTo(27.01, 6),
      gibMonth: expect.closeTo(4.015, 6),
    });
    // By hand: (7.28078 − 5.85017) / 264 = 0.00541898,
    // (5.85017 − 360 × 0.00541898) / 96 = 0.04061809
    expect(
      priceOf(PRICES, { cloud: 'gcp', region: 'asia-northeast3' }),
    ).toMatchObject({
      vcpuMonth: expect.closeTo(29.6512, 3),
      gibMonth: expect.closeTo(3.95585, 4),
    });
  });

  it('says for every price where and when it was read', () => {
    for (const { source, date } of PRICES) {
      expect(source).toMatch(/^https:\/\/\S+\/[0-9a-f]{40}\/\S+$/);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
