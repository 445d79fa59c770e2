import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync } from 'node:fs';
import { findEngine, isSupported, readVersion } from './findEngine';

const directory = createMockDirectory();

function install(printed: string) {
  directory.setContent({ engine: `#!/bin/sh\necho '${printed}'\n` });
  chmodSync(directory.resolve('engine'), 0o755);
  return directory.resolve('engine');
}

describe('findEngine', () => {
  it.each([
    ['Terraform v1.11.4', 'Terraform', '1.11.4'],
    ['OpenTofu v1.10.0-rc1', 'OpenTofu', '1.10.0-rc1'],
  ])('knows %s', async (printed, product, version) => {
    await expect(findEngine(install(printed))).resolves.toMatchObject({
      product,
      version,
    });
  });

  it('says how to get one that is not there', async () => {
    await expect(findEngine('no-such-engine')).rejects.toThrow(
      /no 'no-such-engine' .* Install Terraform \(https:.* or OpenTofu/,
    );
  });

  it('says that one is too old', async () => {
    await expect(findEngine(install('Terraform v1.5.7'))).rejects.toThrow(
      /Terraform 1.5.7 is not supported: it has to be 1.10 or later/,
    );
  });

  it('does not take another program for one', async () => {
    await expect(findEngine(install('Python 3'))).rejects.toThrow(/neither/);
  });
});

describe('isSupported', () => {
  it.each([
    ['1.9.8', false],
    ['1.10.0', true],
    ['1.11.4', true],
    ['2.0.0', false],
    ['0.15.0', false],
  ])('%s: %s', (version, supported) => {
    expect(isSupported(version)).toBe(supported);
  });
});

describe('readVersion', () => {
  it('finds the version in what is printed around it', () => {
    expect(
      readVersion(
        'Terraform v1.11.4\non linux_amd64\n\nYour version is out of date',
      ),
    ).toEqual({ product: 'Terraform', version: '1.11.4' });
  });
});
