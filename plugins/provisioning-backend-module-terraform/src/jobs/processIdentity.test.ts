import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identify, isAlive, signal } from './processIdentity';

describe('a process', () => {
  it('is known as long as it lives, and no other one for it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)']);
    const identity = await identify(child.pid!);
    expect(identity).toMatchObject({ pid: child.pid });
    await expect(isAlive(identity!)).resolves.toBe(true);
    // As after its number was given to another.
    await expect(isAlive({ ...identity!, began: 'earlier' })).resolves.toBe(
      false,
    );

    expect(signal(child.pid!, 'SIGKILL')).toBe(true);
    await once(child, 'exit');
    await expect(isAlive(identity!)).resolves.toBe(false);
    expect(signal(child.pid!, 'SIGKILL')).toBe(false);
  });
});
