import { ConfigReader } from '@backstage/config';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readProvisioningConfig } from './provisioningConfig';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** The file with its variables set: fallbacks where it has them. */
function shipped(file: string) {
  const text = readFileSync(
    resolve(__dirname, '../../../..', file),
    'utf8',
  ).replace(
    /\$\{\s*(\w+)\s*(?::-([^}]*))?\}/g,
    (_, name, fallback) =>
      fallback ??
      (name === 'INFRASTRUCTURE_URL'
        ? `https://github.com/heal7/infrastructure/tree/${COMMIT}/terraform`
        : 'set'),
  );
  return new ConfigReader(parse(text, { merge: true }));
}

describe('the embedded configuration', () => {
  it('provisions in sandboxes only, one of which takes two people', () => {
    const { environments } = readProvisioningConfig(shipped('app-config.yaml'));
    expect(
      environments.map(({ name, sandbox, approval, deletionProtection }) => [
        name,
        sandbox,
        approval,
        deletionProtection,
      ]),
    ).toEqual([
      ['sandbox', true, 'confirm', false],
      ['sandbox-production', true, 'second-person', true],
    ]);
  });
});

describe('the production configuration', () => {
  it('keeps to the budgets, and lets nobody approve their own in production', () => {
    const config = readProvisioningConfig(
      shipped('app-config.production.yaml'),
    );
    expect(
      config.environments.map(({ name, sandbox, budget, approval }) => [
        name,
        sandbox,
        budget,
        approval,
      ]),
    ).toEqual([
      ['development', false, 500, 'none'],
      ['staging', false, 800, 'confirm'],
      ['production', false, 3000, 'second-person'],
    ]);
    expect(config.sources).toEqual([
      { id: 'heal7', url: expect.stringContaining(COMMIT) },
    ]);
  });
});
