import { createMockDirectory } from '@backstage/backend-test-utils';
import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { copyModule } from './copyModule';

const directory = createMockDirectory();

const copy = () =>
  copyModule(directory.resolve('from'), directory.resolve('to'));

describe('copyModule', () => {
  it('copies what is read only, so that it can be added to and removed', async () => {
    directory.setContent({ 'from/stacks/one/main.tf': '# one' });
    chmodSync(directory.resolve('from/stacks/one/main.tf'), 0o444);
    chmodSync(directory.resolve('from/stacks/one'), 0o555);
    await copy();
    expect(directory.content({ path: 'to', shouldReadAsText: true })).toEqual({
      stacks: { one: { 'main.tf': '# one' } },
    });
    const mode = (path: string) =>
      statSync(directory.resolve(path)).mode & 0o777;
    expect(mode('to/stacks/one')).toBe(0o700);
    expect(mode('to/stacks/one/main.tf')).toBe(0o600);
    chmodSync(directory.resolve('from/stacks/one'), 0o755);
  });

  it('leaves out what an engine or git has put there', async () => {
    directory.setContent({
      'from/main.tf': '# one',
      'from/.terraform/providers/x': 'x',
      'from/.git/config': 'x',
    });
    await copy();
    expect(directory.content({ path: 'to', shouldReadAsText: true })).toEqual({
      'main.tf': '# one',
    });
  });

  it('refuses links, which lead anywhere', async () => {
    directory.setContent({ 'from/main.tf': '' });
    symlinkSync('/etc', directory.resolve('from/files'));
    await expect(copy()).rejects.toThrow(/a link or a special file: files/);
  });
});
