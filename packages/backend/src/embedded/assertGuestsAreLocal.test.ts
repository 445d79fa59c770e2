import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { assertGuestsAreLocal } from './assertGuestsAreLocal';

const withListen = (listen: JsonValue | undefined, guest = true) =>
  new ConfigReader({
    backend: listen === undefined ? {} : { listen },
    auth: { providers: guest ? { guest: {} } : { github: {} } },
  });

describe('assertGuestsAreLocal', () => {
  it.each([
    { host: '127.0.0.1', port: 7007 },
    { host: 'localhost' },
    { host: '::1' },
    '127.0.0.1:7007',
    '[::1]:7007',
  ])('lets guests in on %j', listen => {
    expect(() => assertGuestsAreLocal(withListen(listen))).not.toThrow();
  });

  it.each([
    undefined,
    ':7007',
    { port: 7007 },
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '10.0.0.8' },
    { host: '127.0.0.1.example.com' },
    { host: 'localhost.example.com' },
  ])('refuses to start on %j', listen => {
    expect(() => assertGuestsAreLocal(withListen(listen))).toThrow(
      /Guest sign-in .* is only for/,
    );
  });

  it("refuses the guest's colleague where it refuses the guest", () => {
    const config = new ConfigReader({
      backend: { listen: { host: '0.0.0.0' } },
      auth: { providers: { colleague: {} } },
    });
    expect(() => assertGuestsAreLocal(config)).toThrow(
      /auth\.providers\.colleague/,
    );
  });

  it('does not mind any address when there are no guests', () => {
    expect(() =>
      assertGuestsAreLocal(withListen({ host: '0.0.0.0' }, false)),
    ).not.toThrow();
  });
});
