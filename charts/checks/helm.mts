import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const CHARTS = join(import.meta.dirname, '..');

/** A rendered object, as far as every kind is alike. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // Each kind's own; the tests say what they expect of it.
  spec: any;
  automountServiceAccountToken?: boolean;
};

export type Values = { [key: string]: unknown };

export class HelmMissing extends Error {}

/** Said by helm in place of manifests. */
export class HelmRefusal extends Error {}

export type Helm = {
  /** Renders a chart of this folder; throws HelmRefusal with what helm says. */
  template(
    chart: string,
    options: { values?: Values; files?: string[]; namespace?: string },
  ): Manifest[];
  /** What `helm lint --strict` complains about; empty when nothing. */
  lint(chart: string, values: Values): string[];
  /** Installs or upgrades a release in a cluster, beside which others go on. */
  upgrade(
    chart: string,
    options: { values: Values; namespace: string; kubeconfig: string },
  ): Promise<void>;
};

/** Not every build of helm knows which Kubernetes it is of. */
const KUBE = ['--kube-version', '1.34.2'];

/** The helm of the cache folder, else the one on PATH. */
export function findHelm(): Helm {
  const cache = process.env.HEAL7_CACHE_DIR ?? join(CHARTS, '..', '.cache');
  const cached = join(cache, 'bin', 'helm');
  const binary = existsSync(cached) ? cached : 'helm';
  const run = (args: string[], input?: string) => {
    const { error, status, stdout, stderr } = spawnSync(binary, args, {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error) {
      throw new HelmMissing(
        `helm is needed and was not found (${error.message}): go install helm.sh/helm/v3/cmd/helm@v3.22.0`,
      );
    }
    return { status, stdout, stderr };
  };
  return {
    template(
      chart,
      { values = {}, files = [], namespace = 'heal7-production' },
    ) {
      const { status, stdout, stderr } = run(
        [
          ...['template', 'release', join(CHARTS, chart), ...KUBE],
          ...['--namespace', namespace],
          ...files.flatMap(file => ['--values', file]),
          ...['--values', '-'],
        ],
        JSON.stringify(values),
      );
      if (status !== 0) throw new HelmRefusal(stderr.trim());
      return parseAllDocuments(stdout).flatMap(document => {
        if (document.errors.length > 0) throw document.errors[0];
        const object = document.toJS() as Manifest | null;
        return object ? [object] : [];
      });
    },
    lint(chart, values) {
      const { status, stdout, stderr } = run(
        ['lint', '--strict', join(CHARTS, chart), ...KUBE, '--values', '-'],
        JSON.stringify(values),
      );
      return status === 0 ? [] : [stdout.trim(), stderr.trim()];
    },
    async upgrade(chart, { values, namespace, kubeconfig }) {
      const child = spawn(
        binary,
        [
          ...['upgrade', 'release', join(CHARTS, chart), '--install'],
          ...['--kubeconfig', kubeconfig, '--namespace', namespace],
          ...['--create-namespace', '--values', '-'],
        ],
        { stdio: ['pipe', 'ignore', 'pipe'] },
      );
      child.stdin.end(JSON.stringify(values));
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
      const code = await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      });
      if (code !== 0) throw new HelmRefusal(stderr.trim());
    },
  };
}

/** The only object of a kind; undefined when there is none. */
export function find(
  manifests: Manifest[],
  kind: string,
  name?: string,
): Manifest | undefined {
  const found = manifests.filter(
    item => item.kind === kind && (!name || item.metadata.name === name),
  );
  if (found.length > 1)
    throw new Error(`${found.length} objects are a ${kind}`);
  return found[0];
}

/** The only object of a kind, which must be there. */
export function get(
  manifests: Manifest[],
  kind: string,
  name?: string,
): Manifest {
  const found = find(manifests, kind, name);
  if (!found) throw new Error(`no ${kind} ${name ?? ''} was rendered`);
  return found;
}

/** The values with others laid over them, object by object. */
export function merge(base: Values, over: Values): Values {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] =
      isObject(value) && isObject(below) ? merge(below, value) : value;
  }
  return merged;
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
