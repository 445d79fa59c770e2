import fc from 'fast-check';
import { seal, unseal } from './sealed';

const secret = fc.string({ minLength: 32, maxLength: 64 });

describe('seal', () => {
  it('gives back what was sealed, and hides it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 2_000 }),
        fc.string(),
        secret,
        (content, name, key) => {
          const sealed = seal(content, name, key);
          expect(sealed.includes(Buffer.from(content))).toBe(false);
          expect([...unseal(sealed, name, key)]).toEqual([...content]);
        },
      ),
    );
  });

  it('opens nothing that was changed, wherever', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        secret,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (content, key, where, change) => {
          const sealed = seal(content, 'job/plan', key);
          const changed = Buffer.from(sealed);
          changed[where % changed.length] ^= change;
          expect(() => unseal(changed, 'job/plan', key)).toThrow("'job/plan'");
        },
      ),
    );
  });

  it('opens nothing under another name or with another key', () => {
    const key = 'k'.repeat(32);
    const sealed = seal(Buffer.from('plan'), 'one/plan', key);
    expect(() => unseal(sealed, 'two/plan', key)).toThrow('another name');
    expect(() => unseal(sealed, 'one/plan', 'x'.repeat(32))).toThrow(
      'another key',
    );
  });

  it('refuses a key that is too short', () => {
    expect(() => seal(Buffer.from('plan'), 'plan', 'short')).toThrow(
      'at least 32',
    );
  });

  it('refuses what is cut off', () => {
    const sealed = seal(Buffer.from('plan'), 'plan', 'k'.repeat(32));
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() =>
        unseal(sealed.subarray(0, length), 'plan', 'k'.repeat(32)),
      ).toThrow("'plan'");
    }
  });
});
