import { ConfigReader } from '@backstage/config';
import { readSettings } from './Settings';

const KEY = 'k'.repeat(32);
const read = (terraform?: object) =>
  readSettings(new ConfigReader({ provisioning: { terraform } }));

describe('readSettings', () => {
  it('needs a key, and nothing else', () => {
    expect(read({ encryptionKey: KEY })).toMatchObject({
      binary: 'terraform',
      providerMirror: null,
      lockTimeoutSeconds: 60,
    });
  });

  it.each([undefined, {}, { encryptionKey: 'short' }])(
    'says what the key is for when there is none: %j',
    terraform => {
      expect(() => read(terraform)).toThrow(/encryptionKey .* saved plans/);
    },
  );

  it('does not wait half a second for a lock', () => {
    expect(() => read({ encryptionKey: KEY, lockTimeoutSeconds: 0.5 })).toThrow(
      /whole number/,
    );
  });
});
