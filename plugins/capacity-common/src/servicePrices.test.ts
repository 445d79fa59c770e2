import { SERVICE_PRICES, priceId, servicePriceOf } from './servicePrices';

describe('the prices of services', () => {
  it('say where, when and of what they were read', () => {
    for (const { usd, source, date, region, unit } of SERVICE_PRICES) {
      expect(usd).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\/\S+\/[0-9a-f]{40}\/\S+$/);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(region).not.toBe('');
      expect(unit).not.toBe('');
    }
  });

  it('name each thing once', () => {
    const ids = SERVICE_PRICES.map(priceId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are not taken from another region or cloud', () => {
    const here = {
      cloud: 'aws',
      region: 'ap-northeast-2',
      item: 'machine/m6i.large',
    };
    expect(servicePriceOf(SERVICE_PRICES, here)?.usd).toBe(0.118);
    for (const elsewhere of [
      { ...here, region: 'us-east-1' },
      { ...here, cloud: 'gcp' },
      { ...here, item: 'machine/m6i' },
    ]) {
      expect(servicePriceOf(SERVICE_PRICES, elsewhere)).toBeUndefined();
    }
  });
});
