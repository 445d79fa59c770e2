import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CHARTS } from '../../../checks/helm.mts';

/** The real Flagger, watching one namespace of a cluster. */
export function startFlagger(options: {
  kubeconfig: string;
  namespace: string;
  prometheus: string;
}): { stop(): Promise<void>; log(): string } {
  const cache = process.env.HEAL7_CACHE_DIR ?? join(CHARTS, '..', '.cache');
  const child = spawn(
    join(cache, 'bin', 'flagger'),
    [
      `-kubeconfig=${options.kubeconfig}`,
      `-namespace=${options.namespace}`,
      `-metrics-server=${options.prometheus}`,
      '-mesh-provider=istio',
      '-control-loop-interval=1s',
      // Any free port: nobody asks it.
      '-port=0',
      '-log-level=info',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', text => (log += text));
  const ended = once(child, 'exit');
  return {
    log: () => log,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
