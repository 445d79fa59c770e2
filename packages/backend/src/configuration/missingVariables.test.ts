import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { missingVariables } from './missingVariables';

const root = resolve(__dirname, '../../../..');
const production = readFileSync(
  resolve(root, 'app-config.production.yaml'),
  'utf8',
);

describe('missingVariables', () => {
  it('names each variable that is not set once, in order', () => {
    const text = 'a: ${B}\nb: x-${A}-${B}\nc: ${ C }\n';
    expect(missingVariables(text, { A: '1' })).toEqual(['B', 'C']);
    expect(missingVariables(text, { A: '1', B: '2', C: '3' })).toEqual([]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(missingVariables('a: ${A}', { A: '' })).toEqual(['A']);
  });

  it('needs nothing for fallbacks, escapes and comments', () => {
    const text = '# ${A}\na: ${B:-x}\nb: $${C}\n  # ${D}\n';
    expect(missingVariables(text, {})).toEqual([]);
  });

  it('knows what the production configuration needs', () => {
    const needed = missingVariables(production, {});
    expect(needed).toEqual(
      expect.arrayContaining([
        'PORTAL_URL',
        'BACKEND_SECRET',
        'POSTGRES_PASSWORD',
        'AUTH_GITHUB_CLIENT_SECRET',
        'EKS_READ_TOKEN',
        'EKS_ACTING_TOKEN',
      ]),
    );
    expect(
      missingVariables(
        production,
        Object.fromEntries(needed.map(name => [name, 'set'])),
      ),
    ).toEqual([]);
  });

  it('finds every secret of the production configuration in the environment', () => {
    const secrets = production
      .split('\n')
      .filter(line => /(secret|password|token|privateKey):\s*\S/i.test(line));
    expect(secrets.length).toBeGreaterThan(5);
    expect(secrets.filter(line => !/\$\{\w+\}$/.test(line))).toEqual([]);
  });
});
