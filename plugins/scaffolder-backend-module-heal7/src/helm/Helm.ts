import { isAbsolute, resolve } from 'node:path';
import {
  resolveSafeChildPath,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  ProgramMissingError,
  runProgram,
  type ProgramResult,
} from './runProgram';

/** Settings of `heal7.helm`. */
export interface HelmSettings {
  /** Name on the path, or path of the program. */
  binary: string;
  /** Chart of services: a folder, or an `oci://` address. */
  chart?: string;
  /** Whether a machine without helm fails the step instead of skipping it. */
  required: boolean;
  /** Beginnings of `oci://` addresses that templates may name themselves. */
  registries: string[];
}

/** A chart, and values files of the workspace laid over its own. */
export interface HelmInput {
  chart?: string;
  version?: string;
  values: string[];
  workspacePath: string;
  required?: boolean;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 8_000_000;

/** What helm needs of the portal's environment; nothing with a secret. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'HTTPS_PROXY', 'NO_PROXY'];

/** Reads `heal7.helm`. */
export function readHelmSettings(config: RootConfigService): HelmSettings {
  const helm = config.getOptionalConfig('heal7.helm');
  return {
    binary: helm?.getOptionalString('binary') ?? 'helm',
    chart: helm?.getOptionalString('chart'),
    required: helm?.getOptionalBoolean('required') ?? false,
    registries: helm?.getOptionalStringArray('registries') ?? [],
  };
}

/** The helm program, on charts that it is allowed to use. */
export class Helm {
  constructor(private readonly settings: HelmSettings) {}

  /**
   * Runs a command of helm on a chart.
   *
   * @param args - before the chart, such as `['lint']`
   * @returns undefined where there is no helm, and none is required.
   */
  async run(
    args: string[],
    input: HelmInput,
    more: string[] = [],
  ): Promise<ProgramResult | undefined> {
    const { binary } = this.settings;
    const command = [
      ...args,
      this.chart(input),
      ...(input.version ? ['--version', input.version] : []),
      ...this.values(input).flatMap(path => ['--values', path]),
      ...more,
    ];
    const env = Object.fromEntries(
      ENVIRONMENT.flatMap(name => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    try {
      return await runProgram(binary, command, {
        cwd: input.workspacePath,
        env,
        signal: input.signal,
        timeoutMs: TIMEOUT_MS,
        outputBytes: OUTPUT_BYTES,
      });
    } catch (error) {
      if (!(error instanceof ProgramMissingError)) {
        throw error;
      }
      if (input.required ?? this.settings.required) {
        throw new ServiceUnavailableError(
          `${error.message}: install helm where the portal runs, or set heal7.helm.binary to its path`,
        );
      }
      return undefined;
    }
  }

  private chart({ chart, workspacePath }: HelmInput): string {
    const { chart: configured, registries } = this.settings;
    if (chart === undefined) {
      if (configured === undefined) {
        throw new InputError(
          'No chart is given: set the input chart, or heal7.helm.chart in the configuration',
        );
      }
      return configured.includes('://') || isAbsolute(configured)
        ? configured
        : resolve(configured);
    }
    if (chart.includes('://')) {
      if (!registries.some(registry => chart.startsWith(registry))) {
        throw new InputError(
          `The chart '${chart}' is in no registry of heal7.helm.registries`,
        );
      }
      return chart;
    }
    return resolveSafeChildPath(workspacePath, chart);
  }

  private values({ values, workspacePath }: HelmInput): string[] {
    return values.map(path => resolveSafeChildPath(workspacePath, path));
  }
}

/** Words of helm without the paths of this machine. */
export function readable(output: string, workspacePath: string): string {
  return output.replaceAll(`${workspacePath}/`, '').trim();
}
