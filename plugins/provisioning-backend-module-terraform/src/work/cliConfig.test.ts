import { parse } from '@cdktn/hcl2json';
import fc from 'fast-check';
import { cliConfig } from './cliConfig';
import { hclText } from './hcl';

describe('cliConfig', () => {
  it('installs providers from a mirror, and from nowhere else', async () => {
    const text = cliConfig({
      providerMirror: '/mirror',
      pluginCache: '/cache',
    });
    await expect(parse('cli.tf', text)).resolves.toEqual({
      provider_installation: [{ filesystem_mirror: [{ path: '/mirror' }] }],
      disable_checkpoint: true,
    });
  });

  it('keeps what was downloaded where there is no mirror', () => {
    expect(
      cliConfig({ providerMirror: null, pluginCache: '/cache' }),
    ).toContain('plugin_cache_dir = "/cache"');
  });
});

describe('hclText', () => {
  it('is the same text for the engine, with nothing to evaluate', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(
            fc.constantFrom(
              '${',
              '%{',
              '$',
              '%',
              '{',
              '"',
              '\\',
              'a',
              '}',
              '\n',
              '한',
            ),
          )
          .map(parts => parts.join('')),
        async text => {
          const parsed = await parse(
            'x.tf',
            `locals {\n x = ${hclText(text)}\n}\n`,
          );
          // The parser writes back the escapes of what it did not evaluate.
          const [{ x }] = parsed.locals;
          expect(x.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{')).toBe(text);
        },
      ),
      { numRuns: 50 },
    );
  });
});
