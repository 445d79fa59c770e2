import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { signal as send } from '../jobs/processIdentity';
import { watchMemory } from './memory';
import { LineSplitter } from './splitLines';
import type { RawLine } from './splitLines';

/** How long it may take to end after the second request, which it hears as "at once". */
const AT_ONCE_SECONDS = 10;
/** Of what a command answers with: plans and states as JSON. */
const LONGEST_ANSWER_BYTES = 512 * 1024 * 1024;

export type StreamName = 'stdout' | 'stderr';

export interface EngineCommand {
  binary: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Asks it to end, first gently. */
  stop: AbortSignal;
  graceSeconds: number;
  /** Of the whole process group; told when it takes more. */
  memory: { bytes: number; onExceeded(): void } | null;
  /** The group that it leads; called before anything it prints. */
  onStart(pid: number): Promise<void>;
  /** The next lines come when it has resolved. */
  onLines(stream: StreamName, lines: RawLine[]): Promise<void>;
  /** Whether its standard output is the answer, instead of lines. */
  answers?: boolean;
}

export interface EngineExit {
  /** Null when it was killed. */
  code: number | null;
  signal: NodeJS.Signals | null;
  answer: Buffer;
}

async function readLines(
  stream: Readable,
  onLines: (lines: RawLine[]) => Promise<void>,
): Promise<void> {
  const splitter = new LineSplitter();
  for await (const chunk of stream) {
    await onLines(splitter.push(chunk as Buffer));
  }
  await onLines(splitter.end());
}

async function readAnswer(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > LONGEST_ANSWER_BYTES) {
      throw new Error(
        `The engine answered with more than ${LONGEST_ANSWER_BYTES} bytes`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/**
 * Asks a process to end like a person at a terminal: once, so that it finishes
 * what it has begun and keeps its state; again, so that it hurries; then the
 * whole group is killed.
 */
function endGently(pid: number, graceSeconds: number): () => void {
  send(pid, 'SIGINT');
  let timer = setTimeout(() => {
    send(pid, 'SIGINT');
    timer = setTimeout(() => send(-pid, 'SIGKILL'), AT_ONCE_SECONDS * 1000);
  }, graceSeconds * 1000);
  return () => clearTimeout(timer);
}

/**
 * Runs a command of the engine in a process group of its own, which has ended
 * whole when this resolves: providers would go on without their engine.
 */
export async function runEngine(command: EngineCommand): Promise<EngineExit> {
  const child = spawn(command.binary, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<Omit<EngineExit, 'answer'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const { pid } = child;
  if (pid === undefined) {
    return { ...(await exited), answer: Buffer.alloc(0) };
  }
  // Before it can have ended, so that nothing else has its number.
  const started = command.onStart(pid);
  let stopEnding = () => {};
  const stop = () => {
    stopEnding = endGently(pid, command.graceSeconds);
  };
  if (command.stop.aborted) {
    stop();
  } else {
    command.stop.addEventListener('abort', stop, { once: true });
  }
  const stopWatching = command.memory
    ? watchMemory(pid, command.memory)
    : () => {};
  try {
    await started;
    const ended = exited.finally(() => send(-pid, 'SIGKILL'));
    const [exit, answer] = await Promise.all([
      ended,
      command.answers
        ? readAnswer(child.stdout)
        : readLines(child.stdout, lines => command.onLines('stdout', lines)),
      readLines(child.stderr, lines => command.onLines('stderr', lines)),
    ]);
    return { ...exit, answer: answer ?? Buffer.alloc(0) };
  } catch (error) {
    send(-pid, 'SIGKILL');
    throw error;
  } finally {
    command.stop.removeEventListener('abort', stop);
    stopEnding();
    stopWatching();
  }
}
