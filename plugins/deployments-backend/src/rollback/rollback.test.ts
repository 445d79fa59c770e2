import fc from 'fast-check';
import type { JsonObject } from '@backstage/types';
import { maskTemplates } from './maskTemplates';
import { templateDiff } from './templateDiff';

const template = (container: JsonObject, metadata: JsonObject = {}) => ({
  metadata,
  spec: {
    containers: [
      { name: 'main', image: 'heal7/web:1.0.0', ...container },
      { name: 'sidecar', image: 'proxy:1' },
    ],
  },
});

function preview(current: JsonObject, target: JsonObject) {
  const masked = maskTemplates(current, target);
  return {
    masked: masked.masked,
    text: templateDiff(masked.current, masked.target)
      .map(({ kind, text }) => `${kind} ${text.trim()}`)
      .join('\n'),
  };
}

describe('the preview of a rollback', () => {
  it('shows what changes, near lines, and how many are left out', () => {
    const lines = templateDiff(
      template({ image: 'heal7/web:2.0.0', ports: [{ containerPort: 80 }] }),
      template({ ports: [{ containerPort: 80 }] }),
    );
    expect(lines).toEqual([
      { kind: 'same', text: 'metadata: {}' },
      { kind: 'same', text: 'spec:' },
      { kind: 'same', text: '  containers:' },
      { kind: 'removed', text: '    - image: heal7/web:2.0.0' },
      { kind: 'added', text: '    - image: heal7/web:1.0.0' },
      { kind: 'same', text: '      name: main' },
      { kind: 'same', text: '      ports:' },
      { kind: 'same', text: '        - containerPort: 80' },
      { kind: 'gap', text: '2' },
    ]);
  });

  it('is empty for the same template in another order of keys', () => {
    expect(
      templateDiff({ a: { x: 1, y: 2 }, b: 3 }, { b: 3, a: { y: 2, x: 1 } }),
    ).toEqual([]);
  });

  it('says which variables differ, and never their values', () => {
    const env = (password: string) => [
      { name: 'SAME', value: 'unchanged' },
      { name: 'DB_PASSWORD', value: password },
      { name: 'FROM', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ];
    const { text, masked } = preview(
      template({ env: env('old-one') }),
      template({ env: env('new-one') }),
    );
    expect(masked).toBe(2);
    expect(text).toContain('removed value: (masked)');
    expect(text).toContain('added value: (masked, differs)');
    expect(text).toContain('same - name: DB_PASSWORD');
    expect(text).not.toMatch(/old-one|new-one|unchanged/);
  });

  it('compares variables by name, wherever they stand', () => {
    const [a, b] = [
      { name: 'A', value: 'one' },
      { name: 'B', value: 'two' },
    ];
    const { text } = preview(
      template({ env: [a, b] }),
      template({ env: [b, a] }),
    );
    expect(text).not.toContain('differs');
  });

  it('masks the value after a flag, and copies of variables', () => {
    const { text } = preview(
      template({ args: ['--token', 'first-token', '--port', '80'] }),
      template({
        args: ['--token', 'other-token', '--greeting', 'say open sesame'],
        env: [{ name: 'WORDS', value: 'open sesame' }],
      }),
    );
    expect(text).not.toMatch(/first-token|other-token|sesame/);
    expect(text).toContain('added - say (masked)');
    expect(text).toContain('(masked, differs)');
  });

  it('lets no secret through, wherever one may stand', () => {
    const secret = fc
      .stringMatching(/^[a-z0-9]{10,14}$/)
      .map(text => `s3cr3t${text}`);
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const secretName = fc.constantFrom(
      'password',
      'DB_PASSWORD',
      'api-key',
      'clientSecret',
      'GITHUB_TOKEN',
    );
    const containers = fc.array(
      fc.record({
        name: word,
        env: fc.array(fc.record({ name: word, value: secret })),
        args: fc.array(
          fc.oneof(
            word,
            fc.tuple(secretName, secret).map(([n, s]) => `--${n}=${s}`),
            fc.tuple(secretName, secret).map(([n, s]) => `run --${n} ${s} x`),
            fc.tuple(word, secret).map(([u, s]) => `redis://${u}:${s}@r:1`),
            fc.tuple(secretName, secret).map(([n, s]) => `{"${n}":"${s}"}`),
          ),
        ),
        livenessProbe: fc.record({
          httpGet: fc.record({
            httpHeaders: fc.array(fc.record({ name: word, value: secret })),
          }),
        }),
      }),
      { maxLength: 3 },
    );
    const anyTemplate = fc.record({
      metadata: fc.record({
        annotations: fc.dictionary(secretName, secret),
      }),
      spec: fc.record({ containers, initContainers: containers }),
    });
    fc.assert(
      fc.property(anyTemplate, anyTemplate, fc.boolean(), (a, b, copied) => {
        const current: JsonObject = structuredClone(a);
        const target: JsonObject = structuredClone(b);
        if (copied) {
          const values = a.spec.containers.flatMap(({ env }) =>
            env.map(({ value }) => `(${value})`),
          );
          Object.assign(target, {
            metadata: {
              annotations: {
                note: values.join(),
                'kubectl.kubernetes.io/last-applied-configuration':
                  JSON.stringify(a),
              },
            },
          });
        }
        const { text } = preview(current, target);
        expect(text).not.toContain('s3cr3t');
      }),
    );
  });

  it('of the same template shows nothing but how much it masked', () => {
    const same = template({ env: [{ name: 'A', value: 'x' }] });
    expect(preview(same, structuredClone(same))).toEqual({
      masked: 1,
      text: '',
    });
  });

  it('does not look long for the shortest way between long templates', () => {
    const long = (prefix: string): JsonObject => ({
      args: Array.from({ length: 4_000 }, (_, i) => `${prefix}${i}`),
    });
    const kinds = templateDiff(long('a'), long('b')).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['removed', 'added']));
    expect(kinds).toHaveLength(8_002);
  });
});
