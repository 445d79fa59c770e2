import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { cacheDir, root } from '../../../tools/bootstrap/lib/paths.mjs';
import { parseManifests } from '../../../tools/test-cluster/index.mts';
import type { KubeObject } from '../../../tools/test-cluster/index.mts';
import { run } from './command.mts';

const VALUES = 'deploy/values.yaml';
const AUTHOR = [
  ...['-c', 'user.name=A developer'],
  ...['-c', 'user.email=developer@heal7.invalid'],
];

/** A working copy of a service's repository, as its developers have it. */
export class ServiceClone {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async clone(repository: string, dir: string): Promise<ServiceClone> {
    await run('git', ['clone', '--quiet', repository, dir]);
    return new ServiceClone(dir);
  }

  /** Runs npm in the clone. */
  async npm(...args: string[]): Promise<string> {
    const shared = join(cacheDir(), 'npm');
    return run('npm', args, {
      cwd: this.dir,
      env: {
        CI: 'true',
        NEXT_TELEMETRY_DISABLED: '1',
        ...(existsSync(shared) && { npm_config_cache: shared }),
      },
    });
  }

  /** The whole image that the values ask for. */
  async image(): Promise<string> {
    const { image } = parse(await this.#read(VALUES));
    return `${image.repository}:${image.tag}`;
  }

  /** Asks for another version, in a commit that is pushed. */
  async release(tag: string): Promise<void> {
    const values = parseDocument(await this.#read(VALUES));
    values.setIn(['image', 'tag'], tag);
    await writeFile(join(this.dir, VALUES), values.toString());
    const git = (...args: string[]) => run('git', args, { cwd: this.dir });
    await git(...AUTHOR, 'commit', '--quiet', '-m', `Release ${tag}`, VALUES);
    await git('push', '--quiet');
  }

  /**
   * The manifests that the golden chart makes of the service's values, in the
   * namespace that they are for.
   *
   * @param environment - such as `production-aws`
   * @param kubeVersion - the cluster's, such as `v1.34.2`
   * @param overrides - values set on the command line
   */
  async render(
    environment: string,
    kubeVersion: string,
    overrides: Record<string, string>,
  ): Promise<KubeObject[]> {
    const { name } = parse(await this.#read(VALUES));
    const { namespace, name: chart } = parse(
      await this.#read('deploy/chart.yaml'),
    );
    const manifests = await run(
      helm(),
      [
        ...['template', name, join(root, 'charts', chart)],
        ...['--namespace', namespace, '--kube-version', kubeVersion],
        ...['--values', VALUES],
        ...['--values', `deploy/values-${environment}.yaml`],
        ...Object.entries(overrides).flatMap(([key, value]) => [
          '--set',
          `${key}=${value}`,
        ]),
      ],
      { cwd: this.dir },
    );
    const objects = parseManifests(manifests, `the chart of ${name}`);
    for (const object of objects) {
      object.metadata.namespace ??= namespace;
    }
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...objects,
    ];
  }

  #read(path: string): Promise<string> {
    return readFile(join(this.dir, path), 'utf8');
  }
}

/** The helm that `npm run cluster -- build` built, else the one on PATH. */
function helm(): string {
  const built = join(cacheDir(), 'bin', 'helm');
  return existsSync(built) ? built : 'helm';
}
