import { parseArgs } from 'node:util';
import type { GeneratedSize } from './scenario/generated.mts';

/** What the command line and the environment ask for. */
export interface CliOptions {
  /** Ports of the two clusters, in order. */
  ports: number[];
  /** Generates this much instead of playing heal7's scenario. */
  generate: GeneratedSize | null;
}

/** An option that cannot be followed; the message is complete in itself. */
export class OptionError extends Error {
  override name = 'OptionError';
}

function wholeNumber(text: string, what: string, high: number): number {
  if (!/^\d+$/.test(text) || Number(text) > high) {
    throw new OptionError(`${what} is "${text}": a number 0..${high}`);
  }
  return Number(text);
}

function parseFlags(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        generate: { type: 'string' },
        replicasets: { type: 'string', default: '3' },
        pods: { type: 'string', default: '3' },
      },
    }).values;
  } catch (error) {
    throw new OptionError(
      error instanceof Error ? error.message : String(error),
    );
  }
}

/**
 * Reads `--generate N --replicasets N --pods N` and HEAL7_DEMO_PORTS.
 *
 * @throws OptionError
 */
export function readOptions(
  argv: string[],
  env: Record<string, string | undefined>,
): CliOptions {
  const values = parseFlags(argv);
  const listed = (env.HEAL7_DEMO_PORTS ?? '7101,7102').split(',');
  if (listed.length !== 2) {
    throw new OptionError(
      'HEAL7_DEMO_PORTS: give two ports, such as 7101,7102',
    );
  }
  return {
    ports: listed.map(port =>
      wholeNumber(port.trim(), 'HEAL7_DEMO_PORTS', 65535),
    ),
    generate:
      values.generate === undefined
        ? null
        : {
            rollouts: wholeNumber(values.generate, '--generate', 100_000),
            replicaSets: wholeNumber(values.replicasets, '--replicasets', 100),
            pods: wholeNumber(values.pods, '--pods', 100),
          },
  };
}
