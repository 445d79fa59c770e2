import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CHARTS, type Manifest } from './helm.mts';

/** A pod of the cluster, or an address outside of it. */
export type Peer =
  | { namespace: string; labels: Record<string, string> }
  | { address: string };

/** One connection that somebody might try to make. */
export type Attempt = {
  from: Peer;
  to: Peer;
  port: number;
  protocol?: 'TCP' | 'UDP';
};

/** In the words of cyclonus. */
function peer(of: Peer) {
  if ('address' in of) return { IP: of.address };
  const { namespace, labels } = of;
  return {
    // Every pod has one; none of the policies asks for it.
    IP: '10.1.2.3',
    Internal: {
      Namespace: namespace,
      NamespaceLabels: { 'kubernetes.io/metadata.name': namespace },
      PodLabels: labels,
    },
  };
}

/**
 * Which attempts NetworkPolicies let through, as cyclonus decides it: an
 * evaluator that shares nothing with what wrote them.
 */
export async function decide(
  policies: Manifest[],
  attempts: Attempt[],
): Promise<boolean[]> {
  const cache = process.env.HEAL7_CACHE_DIR ?? join(CHARTS, '..', '.cache');
  const cached = join(cache, 'bin', 'cyclonus');
  const work = await mkdtemp(join(tmpdir(), 'heal7-pairs-'));
  try {
    const policyPath = join(work, 'policies');
    const trafficPath = join(work, 'traffic.json');
    await mkdir(policyPath);
    // It reads the first document of a file only.
    for (const [i, policy] of policies.entries()) {
      await writeFile(join(policyPath, `${i}.yaml`), stringify(policy));
    }
    await writeFile(
      trafficPath,
      JSON.stringify(
        attempts.map(({ from, to, port, protocol = 'TCP' }) => ({
          Source: peer(from),
          Destination: peer(to),
          ResolvedPort: port,
          Protocol: protocol,
        })),
      ),
    );
    const { status, stdout, stderr, error } = spawnSync(
      existsSync(cached) ? cached : 'cyclonus',
      [
        ...['analyze', '--mode', 'query-traffic'],
        ...['--policy-path', policyPath, '--traffic-path', trafficPath],
      ],
      { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
    );
    if (status !== 0) throw error ?? new Error(`cyclonus: ${stderr}`);
    const decisions = [
      ...stdout.matchAll(/is allowed\?\s*\|\s*(true|false)/gi),
    ];
    if (decisions.length !== attempts.length) {
      throw new Error(
        `cyclonus decided ${decisions.length} of ${
          attempts.length
        }:\n${stdout.slice(-2000)}`,
      );
    }
    return decisions.map(([, said]) => said!.toLowerCase() === 'true');
  } finally {
    await rm(work, { recursive: true });
  }
}
