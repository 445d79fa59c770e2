import { expandWord, splitWords, type Lookup } from './words.mts';
import { posix } from 'node:path';
import type { Stage } from './stage.mts';
import { DockerfileError, type Instruction } from './types.mts';

/** Known without being declared, once an ARG names them. */
const platform = (): Record<string, string> => {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const side = (name: string) => ({
    [`${name}PLATFORM`]: `linux/${arch}`,
    [`${name}OS`]: 'linux',
    [`${name}ARCH`]: arch,
    [`${name}VARIANT`]: '',
  });
  return { ...side('TARGET'), ...side('BUILD') };
};

/** ARG: what the build was given, else its own default, else a known value. */
export function declareArgs(
  { rest, line }: Instruction,
  values: Record<string, string>,
  from: { given: Record<string, string>; outer: Record<string, string> },
  lookup: Lookup,
): void {
  const known = { ...platform(), ...from.outer, ...from.given };
  for (const word of splitWords(rest)) {
    const [name = '', ...value] = word.split('=');
    if (!/^\w+$/.test(name)) {
      throw new DockerfileError(`line ${line}: ARG ${word} has no name`);
    }
    const own =
      value.length > 0 ? expandWord(value.join('='), lookup) : undefined;
    const chosen = from.given[name] ?? own ?? known[name];
    if (chosen !== undefined) values[name] = chosen;
  }
}

/** `["a", "b"]`, or a line for the shell. */
export function readCommand(rest: string, shell: string[]): string[] {
  if (rest.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(rest);
      if (Array.isArray(words) && words.every(w => typeof w === 'string')) {
        return words;
      }
    } catch {
      // Docker takes it for the shell's as well.
    }
  }
  return [...shell, rest];
}

function readPairs({ rest, line, keyword }: Instruction, lookup: Lookup) {
  return splitWords(rest).map(word => {
    const at = word.indexOf('=');
    if (at < 1) {
      throw new DockerfileError(
        `line ${line}: ${keyword} ${word} is not written name=value`,
      );
    }
    const expanded = [word.slice(0, at), word.slice(at + 1)];
    return expanded.map(part => expandWord(part, lookup)) as [string, string];
  });
}

type Configure = (
  stage: Stage,
  instruction: Instruction,
  lookup: Lookup,
) => void;

/** The instructions that change what the image says, and no file in it. */
export const CONFIGURING: Record<string, Configure> = {
  ENV({ config }, instruction, lookup) {
    // All of a line is expanded before any of it counts.
    Object.assign(
      config.env,
      Object.fromEntries(readPairs(instruction, lookup)),
    );
  },
  LABEL({ config }, instruction, lookup) {
    Object.assign(
      config.labels,
      Object.fromEntries(readPairs(instruction, lookup)),
    );
  },
  USER({ config }, { rest }, lookup) {
    config.user = expandWord(rest, lookup);
  },
  WORKDIR({ config }, { rest }, lookup) {
    config.workdir = posix.resolve(config.workdir, expandWord(rest, lookup));
  },
  EXPOSE({ config }, { rest }, lookup) {
    config.exposed.push(
      ...splitWords(rest).map(word => expandWord(word, lookup)),
    );
  },
  SHELL({ config }, { rest, line }) {
    const shell = readCommand(rest, []);
    if (!rest.startsWith('[') || shell.length === 0) {
      throw new DockerfileError(`line ${line}: SHELL takes a JSON array`);
    }
    config.shell = shell;
  },
  ENTRYPOINT({ config }, { rest }) {
    config.entrypoint = readCommand(rest, config.shell);
    // What the base would have run is not for another program.
    config.cmd = undefined;
  },
  CMD({ config }, { rest }) {
    config.cmd = readCommand(rest, config.shell);
  },
  STOPSIGNAL({ config }, { rest }, lookup) {
    config.stopSignal = expandWord(rest, lookup);
  },
  HEALTHCHECK({ config }, { rest, line }) {
    const [subcommand = '', ...words] = rest.split(/\s+/);
    if (!['CMD', 'NONE'].includes(subcommand.toUpperCase())) {
      throw new DockerfileError(`line ${line}: HEALTHCHECK ${subcommand}`);
    }
    config.healthcheck =
      subcommand.toUpperCase() === 'NONE'
        ? undefined
        : readCommand(
            rest.slice(subcommand.length).trim(),
            words.length > 0 ? config.shell : [],
          );
  },
};
