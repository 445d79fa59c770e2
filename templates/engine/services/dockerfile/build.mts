import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.mts';
import { ASK_REGISTRIES_LESS, outcomeOf, problemsOf } from '../commands.mts';
import { copyContext } from './context.mts';
import { CONFIGURING, declareArgs, readCommand } from './image.mts';
import { overlays } from './layers.mts';
import { inImage, type Mount } from './namespace.mts';
import { parseDockerfile } from './parse.mts';
import { machineVariables } from './machine-variables.mts';
import {
  cachePath,
  isLocked,
  readRunMount,
  type RunMount,
} from './run-mounts.mts';
import {
  above,
  baseMounts,
  idsOf,
  stageFromImage,
  stageFromStage,
} from './stage.mts';
import type { Stage } from './stage.mts';
import { DockerfileError, type Instruction } from './types.mts';
import { expandWord, splitWords, type Lookup } from './words.mts';

export type BuildOptions = {
  /** Of the Dockerfile and the files that it copies. */
  context: string;
  dockerfile: string;
  /** An empty folder for layers; not below /usr, /etc or /var. */
  work: string;
  /** Whose compiler caches are used. */
  template: string;
  args?: Record<string, string>;
  /** Told of every instruction that took a while. */
  progress?: (text: string, milliseconds: number) => void;
};

/**
 * Executes a Dockerfile's own instructions, stage by stage, each in an overlay
 * of this machine's root, and returns the last stage.
 */
export async function build(options: BuildOptions): Promise<Stage> {
  const { globals, stages } = parseDockerfile(options.dockerfile);
  const given = options.args ?? {};
  const outer: Record<string, string> = {};
  for (const instruction of globals) {
    declareArgs(instruction, outer, { given, outer }, name => outer[name]);
  }
  const files = join(options.work, 'context');
  await copyContext(options.context, files);
  const builder = new Builder(options, files, { given, outer });
  for (const [index, { from, name, instructions, line }] of stages.entries()) {
    const image = expandWord(from, lookup => outer[lookup]);
    const stage = await at(line, `FROM ${image}`, () =>
      builder.begin(image, String(index)),
    );
    for (const instruction of instructions) {
      const text = `${instruction.keyword} ${instruction.rest}`;
      const started = performance.now();
      await at(instruction.line, text, () =>
        builder.execute(stage, instruction),
      );
      options.progress?.(text.split('\n')[0]!, performance.now() - started);
    }
    builder.finish(stage, index, name);
  }
  return builder.last();
}

async function at<T>(line: number, text: string, act: () => Promise<T>) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const said = error.message.startsWith('line ') ? '' : `line ${line}: `;
    const short = text.split('\n')[0]!.replace(/\s+/g, ' ').slice(0, 100);
    throw new DockerfileError(`${said}${short}\n${error.message}`);
  }
}

class Builder {
  readonly #options: BuildOptions;
  readonly #context: string;
  readonly #args: Parameters<typeof declareArgs>[2];
  readonly #root: string;
  readonly #stages = new Map<string, Stage>();
  #last: Stage | undefined;
  #folders = 0;

  constructor(
    options: BuildOptions,
    context: string,
    args: Parameters<typeof declareArgs>[2],
  ) {
    this.#options = options;
    this.#context = context;
    this.#args = args;
    this.#root = this.#folder('mounted');
  }

  /** A new folder of the build. */
  #folder(name: string): string {
    this.#folders += 1;
    const folder = join(this.#options.work, `${this.#folders}-${name}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async begin(image: string, index: string): Promise<Stage> {
    const below = this.#stages.get(image);
    const upper = this.#folder(`stage-${index}`);
    return below
      ? stageFromStage(below, upper)
      : await stageFromImage(image, upper);
  }

  finish(stage: Stage, index: number, name?: string): void {
    this.#stages.set(String(index), stage);
    if (name) this.#stages.set(name, stage);
    this.#last = stage;
  }

  last(): Stage {
    return this.#last!;
  }

  async execute(stage: Stage, instruction: Instruction): Promise<void> {
    const { keyword, line, flags } = instruction;
    const lookup: Lookup = name => stage.config.env[name] ?? stage.args[name];
    const flagged = flags.map(({ name }) => name);
    const unknown = flagged.filter(
      name => !(FLAGS[keyword] ?? []).includes(name),
    );
    if (unknown.length > 0) {
      throw new DockerfileError(
        `line ${line}: --${unknown[0]} of ${keyword} is not supported`,
      );
    }
    if (keyword === 'ARG') {
      declareArgs(instruction, stage.args, this.#args, lookup);
    } else if (keyword === 'RUN') {
      await this.#run(stage, instruction);
    } else if (keyword === 'COPY') {
      await this.#copy(stage, instruction, lookup);
    } else if (CONFIGURING[keyword]) {
      CONFIGURING[keyword](stage, instruction, lookup);
      if (keyword === 'WORKDIR') await this.#makeWorkdir(stage);
    } else {
      throw new DockerfileError(
        `line ${line}: the instruction ${keyword} is not supported`,
      );
    }
  }

  async #makeWorkdir(stage: Stage): Promise<void> {
    await this.#inside(stage, {
      command: ['/bin/mkdir', '-p', stage.config.workdir],
      workdir: '/',
    });
  }

  async #run(stage: Stage, instruction: Instruction): Promise<void> {
    const { config } = stage;
    const mounts = instruction.flags
      .filter(({ name }) => name === 'mount')
      .map(({ value }) => readRunMount(value, config.workdir));
    const [heredoc] = instruction.heredocs;
    const alone = /^<<-?["']?\w+["']?\n/.test(instruction.rest);
    if (alone && heredoc?.content.startsWith('#!')) {
      throw new DockerfileError('a heredoc with its own #! is not supported');
    }
    await this.#inside(stage, {
      command:
        alone && heredoc
          ? [...config.shell, heredoc.content]
          : readCommand(instruction.rest, config.shell),
      workdir: config.workdir,
      ids: idsOf(stage, config.user),
      masked: true,
      env: {
        HOME: homeOf(stage),
        ...machineVariables(),
        ...ASK_REGISTRIES_LESS,
        ...stage.args,
        ...config.env,
      },
      mounts: await this.#mountsOf(mounts),
      locks: mounts.flatMap(mount =>
        mount.type === 'cache' && isLocked(mount)
          ? [`${this.#cache(mount)}.lock`]
          : [],
      ),
    });
  }

  #cache({ id }: { id: string }): string {
    return cacheFolder('mounts', ...cachePath(id, this.#options.template));
  }

  async #mountsOf(mounts: RunMount[]): Promise<Mount[]> {
    const all: Mount[] = [];
    for (const mount of mounts) {
      const target = join(this.#root, mount.target);
      if (mount.type === 'tmpfs') {
        all.push({ kind: 'tmpfs', target });
      } else if (mount.type === 'cache') {
        const source = this.#cache(mount);
        mkdirSync(source, { recursive: true });
        all.push({ kind: 'bind', source, target });
      } else {
        const { source, mounts: needed } = await this.#source(mount.from);
        all.push(...needed, {
          kind: 'readonly',
          source: join(source, mount.source),
          target,
        });
      }
    }
    return all;
  }

  /** Where the files of a stage or image are, or those of the build. */
  async #source(
    from: string | undefined,
  ): Promise<{ source: string; mounts: Mount[] }> {
    if (from === undefined) return { source: this.#context, mounts: [] };
    const stage =
      this.#stages.get(from) ??
      (await stageFromImage(from, this.#folder('image')));
    const source = this.#folder('from');
    return {
      source,
      mounts: [
        ...overlays(above(stage.files, this.#folder('reading')), source),
        ...baseMounts(stage, source),
      ],
    };
  }

  async #copy(
    stage: Stage,
    instruction: Instruction,
    lookup: Lookup,
  ): Promise<void> {
    const flag = (name: string) => {
      const given = instruction.flags.find(each => each.name === name);
      return given && expandWord(given.value, lookup);
    };
    const [first = ''] = instruction.rest.split('\n');
    const words = first.startsWith('[')
      ? readCommand(first, [])
      : splitWords(first);
    const expanded = words.map(word => expandWord(word, lookup));
    const target = expanded.pop();
    if (!target || expanded.length === 0) {
      throw new DockerfileError('COPY takes sources and a target');
    }
    let { source, mounts } = await this.#source(flag('from'));
    if (instruction.heredocs.length > 0) {
      source = this.#folder('heredocs');
      mounts = [];
      for (const { name, content, literal } of instruction.heredocs) {
        writeFileSync(
          join(source, name),
          literal ? content : expandText(content, lookup),
        );
      }
    }
    const { uid, gid } = idsOf(stage, flag('chown') ?? '0:0', 'same');
    const place = target.startsWith('/')
      ? target
      : `${stage.config.workdir.replace(/\/$/, '')}/${target}`;
    await this.#inside(stage, {
      command: [
        ...['/bin/bash', '/run/.copy/copy.sh', '/run/.copy/from'],
        ...[`${uid}:${gid}`, flag('chmod') ?? ''],
        place.replace(/\/\.?\/?$/, '/'),
        ...expanded.map(word => word.replace(/^<<-?["']?(\w+)["']?$/, '$1')),
      ],
      workdir: '/',
      mounts: [
        { kind: 'tmpfs', target: join(this.#root, 'run') },
        ...mounts,
        {
          kind: 'bind',
          source,
          target: join(this.#root, 'run/.copy/from'),
        },
        {
          kind: 'readonly',
          source: join(import.meta.dirname, 'copy.sh'),
          target: join(this.#root, 'run/.copy/copy.sh'),
        },
      ],
    });
  }

  async #inside(
    stage: Stage,
    process_: {
      command: string[];
      workdir: string;
      ids?: { uid: number; gid: number };
      masked?: boolean;
      env?: Record<string, string>;
      mounts?: Mount[];
      locks?: string[];
    },
  ): Promise<void> {
    const root = this.#root;
    const { uid, gid } = process_.ids ?? { uid: 0, gid: 0 };
    const command = inImage({
      root,
      uid,
      gid,
      workdir: process_.workdir,
      env: process_.env ?? { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      command: process_.command,
      privileges: true,
      mounts: [
        ...overlays(stage.files, root, process_.masked ? stage.base.masks : []),
        ...baseMounts(stage, root),
        { kind: 'bind', source: '/dev', target: join(root, 'dev') },
        { kind: 'proc', target: join(root, 'proc') },
        ...(process_.mounts ?? []),
      ],
    });
    const locked = (process_.locks ?? []).flatMap(file => ['flock', file]);
    const problems = problemsOf(
      await outcomeOf([...locked, ...command], this.#options.work),
    );
    if (problems.length > 0) throw new DockerfileError(problems.join('\n'));
  }
}

/** The flags that are carried out, or that change nothing here. */
const FLAGS: Record<string, string[]> = {
  RUN: ['mount', 'network', 'security'],
  COPY: ['from', 'chown', 'chmod', 'link'],
  HEALTHCHECK: [
    ...['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
  ],
};

const homeOf = ({ config }: Stage): string =>
  ['', '0', 'root'].includes(config.user.split(':')[0]!) ? '/root' : '/';

/** Variables in a text whose quotes are its own. */
const expandText = (text: string, lookup: Lookup): string =>
  text.replace(/\\\$|\$\w+|\$\{[^}]*\}/g, match =>
    match === '\\$' ? '$' : expandWord(match, lookup),
  );
