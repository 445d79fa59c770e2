import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../commands.mts';
import { overlays } from './layers.mts';
import { inImage, program, type Mount } from './namespace.mts';
import { above, baseMounts, idsOf, type Stage } from './stage.mts';
import { DockerfileError } from './types.mts';

export type StartOptions = {
  /** An empty folder; not below /usr, /etc or /var. */
  work: string;
  /** In addition to the image's own. */
  env: Record<string, string>;
  /** The only places that can be written to. */
  writablePaths: string[];
};

/** What runs as the image says, read-only but for the writable paths. */
export class Container {
  readonly #stage: Stage;
  readonly #options: StartOptions;
  readonly #process: ChildProcess;
  readonly #ended: Promise<string>;
  #output = '';

  constructor(stage: Stage, options: StartOptions) {
    this.#stage = stage;
    this.#options = options;
    const command = startCommand(stage, options);
    this.#process = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {},
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      stream.on('data', data => (this.#output += data));
    }
    this.#ended = once(this.#process, 'close').then(([code, signal]) =>
      String(code ?? signal),
    );
  }

  /** What it printed so far. */
  get output(): string {
    return this.#output;
  }

  get running(): boolean {
    return this.#process.exitCode === null && !this.#process.signalCode;
  }

  /** How it ended: an exit code, or a signal's name. */
  get ended(): Promise<string> {
    return this.#ended;
  }

  /** The image's first process, as this machine numbers it. */
  #first(): number {
    const { pid } = this.#process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    const first = Number(children.split(' ')[0]);
    if (!first) throw new DockerfileError('it has not started');
    return first;
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.#first(), name);
  }

  /** Runs a command in the container, as HEALTHCHECK does. */
  execute(command: string[]): Promise<string[]> {
    const { config } = this.#stage;
    const { uid, gid } = idsOf(this.#stage, config.user);
    const env = Object.entries({ ...config.env, ...this.#options.env });
    return runCommand(
      [
        ...[program('env'), '--ignore-environment'],
        ...env.map(([name, value]) => `${name}=${value}`),
        ...[program('nsenter'), `--target=${this.#first()}`],
        ...['--mount', '--pid', '--root', '--wd'],
        ...[`--setgid=${gid}`, `--setuid=${uid}`, '--'],
        ...command,
      ],
      '/',
    );
  }

  /** Ends it at once where it still runs. */
  async remove(): Promise<void> {
    // Its whole process namespace goes with it.
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}

function startCommand(stage: Stage, options: StartOptions): string[] {
  const { config, base } = stage;
  const command = [...(config.entrypoint ?? []), ...(config.cmd ?? [])];
  if (command.length === 0) {
    throw new DockerfileError('the image has neither ENTRYPOINT nor CMD');
  }
  const root = join(options.work, 'root');
  const written = join(options.work, 'written');
  mkdirSync(root, { recursive: true });
  const overlaid = overlays(above(stage.files, written), root, base.masks);
  const { uid, gid } = idsOf(stage, config.user);
  const writable = options.writablePaths.map(
    (path): Mount => ({
      kind: 'tmpfs',
      target: join(root, path),
      // As fsGroup leaves an emptyDir.
      options: `mode=2775,uid=0,gid=${gid}`,
    }),
  );
  return inImage({
    root,
    uid,
    gid,
    workdir: config.workdir,
    env: { ...config.env, HOME: '/', ...options.env },
    command,
    privileges: false,
    mounts: [
      ...overlaid,
      ...baseMounts(stage, root),
      { kind: 'bind', source: '/dev', target: join(root, 'dev') },
      { kind: 'proc', target: join(root, 'proc') },
      ...writable,
      ...overlaid.map(({ target }): Mount => ({ kind: 'sealed', target })),
    ],
  });
}
