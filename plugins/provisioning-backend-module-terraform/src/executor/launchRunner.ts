import { fork } from 'node:child_process';
import type { Answer, Order } from '../runner/Order';

const ENTRY =
  '@heal7/backstage-plugin-provisioning-backend-module-terraform/runner';

/** Options of Node that make TypeScript run, as in development. */
const LOADERS = new Set(['-r', '--require', '--import', '--loader']);

export function loaderArguments(execArgv: string[]): string[] {
  return execArgv.flatMap((arg, at) => {
    const [name, ...value] = arg.split('=');
    if (!LOADERS.has(name)) {
      return [];
    }
    return value.length > 0 ? [arg] : [arg, execArgv[at + 1]];
  });
}

/**
 * Starts a runner that outlives this process: in a session of its own, with
 * nothing of this process's environment, which holds the portal's secrets.
 *
 * @returns when it is under way, or another one is
 */
export async function launchRunner(order: Order): Promise<void> {
  const child = fork(require.resolve(ENTRY), [], {
    cwd: order.settings.dataDir,
    detached: true,
    env: { PATH: process.env.PATH },
    execArgv: loaderArguments(process.execArgv),
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The runner ended at once, with code ${code}`)),
    );
    child.on('message', (message: Answer) => {
      if (message.type === 'begun' || message.type === 'taken') {
        resolve();
      }
    });
    child.send(order);
  });
  child.unref();
}
