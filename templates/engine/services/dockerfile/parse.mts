import { DockerfileParser, type Instruction as Parsed } from 'dockerfile-ast';
import { DockerfileError } from './types.mts';
import type { DockerfileSource, Heredoc, Instruction } from './types.mts';

/** Reads a Dockerfile. What its instructions mean is the executor's business. */
export function parseDockerfile(text: string): DockerfileSource {
  const globals: Instruction[] = [];
  const stages: DockerfileSource['stages'] = [];
  for (const parsed of DockerfileParser.parse(text).getInstructions()) {
    const instruction = readInstruction(parsed, text);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const [from, as, name, ...more] = instruction.rest.split(/\s+/);
      const named = as?.toUpperCase() === 'AS' && name && more.length === 0;
      if (!from || (as && !named)) {
        throw new DockerfileError(
          `line ${instruction.line}: FROM ${instruction.rest} is not "FROM image [AS name]"`,
        );
      }
      stages.push({ line: instruction.line, from, name, instructions: [] });
    } else if (stage) {
      stage.instructions.push(instruction);
    } else if (instruction.keyword === 'ARG') {
      globals.push(instruction);
    } else {
      throw new DockerfileError(
        `line ${instruction.line}: ${instruction.keyword} stands before the first FROM`,
      );
    }
  }
  if (stages.length === 0) throw new DockerfileError('there is no FROM');
  return { globals, stages };
}

function readInstruction(parsed: Parsed, text: string): Instruction {
  const line = parsed.getRange().start.line + 1;
  const flags =
    'getFlags' in parsed ? (parsed as Parsed & WithFlags).getFlags() : [];
  return {
    line,
    keyword: parsed.getKeyword(),
    flags: flags.map(flag => ({
      name: flag.getName(),
      value: flag.getValue() ?? '',
    })),
    rest: withoutFlags(parsed.getArgumentsContent() ?? '').trim(),
    heredocs: heredocsOf(parsed, text),
  };
}

type WithFlags = {
  getFlags(): Array<{ getName(): string; getValue(): string | null }>;
};

/** FROM keeps its flags among the arguments. */
const withoutFlags = (rest: string) => rest.replace(/^(--\S+\s+)+/, '');

function heredocsOf(parsed: Parsed, text: string): Heredoc[] {
  const start = parsed.getRange().start.line;
  const end = parsed.getRange().end.line;
  if (!['RUN', 'COPY'].includes(parsed.getKeyword())) return [];
  const lines = text.split('\n').slice(start, end + 1);
  const heredocs: Heredoc[] = [];
  let from = 1;
  for (const [, tabs, quote, name] of lines[0]!.matchAll(
    /(?<!<)<<(-?)(["']?)(\w+)\2/g,
  )) {
    const strip = (line: string) => (tabs ? line.replace(/^\t+/, '') : line);
    const to = lines.findIndex(
      (line, index) => index >= from && strip(line) === name,
    );
    if (to < 0) {
      throw new DockerfileError(`line ${start + 1}: <<${name} does not end`);
    }
    const content = lines.slice(from, to).map(line => `${strip(line)}\n`);
    heredocs.push({
      name: name!,
      content: content.join(''),
      literal: quote !== '',
    });
    from = to + 1;
  }
  return heredocs;
}
