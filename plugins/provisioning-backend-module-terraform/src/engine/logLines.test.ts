import { MASKED, SecretMask } from '@heal7/backstage-plugin-provisioning-node';
import fc from 'fast-check';
import { LogLines } from './logLines';
import { LineSplitter, LONGEST_LINE_BYTES } from './splitLines';

const SECRET = 'planted-secret-value';

const logOf = (secrets: string[]) => new LogLines(new SecretMask(secrets));

describe('LogLines', () => {
  it('makes one line of a log of every line of a text', () => {
    const message = {
      '@level': 'error',
      '@message': 'Error: one',
      '@timestamp': '2026-11-24T02:21:32.265Z',
      type: 'diagnostic',
      diagnostic: { severity: 'error', summary: 'one', detail: 'two\nthree' },
    };
    const { kept } = logOf([]).read({
      text: JSON.stringify(message),
      cut: false,
    });
    expect(kept).toEqual(
      ['Error: one', 'two', 'three'].map(text => ({
        at: '2026-11-24T02:21:32.265Z',
        level: 'error',
        text,
        address: null,
      })),
    );
  });

  it('masks texts, addresses and ids', () => {
    const hook = {
      resource: { addr: `a.b["${SECRET}"]` },
      action: 'create',
      id_value: SECRET,
    };
    const message = {
      '@message': `is ${SECRET}`,
      type: 'apply_complete',
      hook,
    };
    const { kept } = logOf([SECRET]).read({
      text: JSON.stringify(message),
      cut: false,
    });
    expect(JSON.stringify(kept)).not.toContain(SECRET);
    expect(kept[0].progress?.id).toBe(MASKED);
  });

  it('shortens what is longer than a line may be', () => {
    const [line] = logOf([]).read({
      text: 'x'.repeat(10_000),
      cut: false,
    }).kept;
    expect(line.text).toHaveLength(8_192);
    expect(line.text.endsWith('…')).toBe(true);
  });

  it('lets no planted secret through, wherever the stream is cut', () => {
    const word = fc.stringMatching(/^[ a-z]{0,20}$/);
    const said = fc.constantFrom(
      (text: string) => text,
      (text: string) => JSON.stringify({ '@message': text }),
      (text: string) =>
        JSON.stringify({
          '@message': 'x',
          type: 'diagnostic',
          diagnostic: { summary: text, detail: text },
        }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, said), { minLength: 1 }),
        fc.array(fc.nat()),
        (parts, cuts) => {
          const bytes = Buffer.from(
            parts.map(([text, say]) => `${say(`${text}${SECRET}`)}\n`).join(''),
          );
          const splitter = new LineSplitter();
          const log = logOf([SECRET]);
          const ends = cuts
            .map(cut => cut % bytes.length)
            .sort((a, b) => a - b);
          const kept = [0, ...ends]
            .map((start, at) => bytes.subarray(start, ends[at] ?? bytes.length))
            .flatMap(chunk => splitter.push(chunk))
            .flatMap(line => log.read(line).kept);
          expect(JSON.stringify(kept)).not.toContain(SECRET);
          expect(kept.length).toBeGreaterThanOrEqual(parts.length);
        },
      ),
    );
  });

  it('leaves no part of a secret at the end of what was cut', () => {
    const secret = 'S'.repeat(200_000);
    const log = logOf([secret]);
    const splitter = new LineSplitter();
    // So much of it is masked that its beginning would be among what is kept.
    const text = secret.repeat(5) + secret;
    const [line] = splitter.push(Buffer.from(`${text}\n`));
    expect(line.cut).toBe(text.length > LONGEST_LINE_BYTES);
    const [kept] = log.read(line).kept;
    expect(kept.text).not.toMatch(/S/);
  });
});
