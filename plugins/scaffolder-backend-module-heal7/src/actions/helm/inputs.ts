import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';
import { readable, type Helm } from '../../helm/Helm';
import { partsOf, type ManifestPart } from './render';

type Zod = typeof z;

/** Inputs of every action on a chart. */
export const chartInput = {
  chart: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe(
        'Folder of the workspace, or oci:// address; default: heal7.helm.chart',
      ),
  version: (zod: Zod) =>
    zod.string().optional().describe('Version of an oci:// chart'),
  values: (zod: Zod) =>
    zod
      .array(zod.string())
      .optional()
      .describe('Values files of the workspace, the later over the earlier'),
  required: (zod: Zod) =>
    zod
      .boolean()
      .optional()
      .describe(
        'Whether a portal without helm fails the step; default: heal7.helm.required',
      ),
};

/** Inputs of every action that renders. */
export const releaseInput = {
  release: (zod: Zod) => zod.string().describe('Name of the release'),
  namespace: (zod: Zod) => zod.string().describe('Namespace of the release'),
};

/** Says that there is no helm, which is no reason to fail. */
export function skipped(logger: LoggerService, what: string): void {
  logger.warn(
    `The values were not ${what}: there is no helm where the portal runs. Install it, or set heal7.helm.binary to its path`,
  );
}

/**
 * Renders a chart.
 *
 * @returns undefined where there is no helm, and none is required.
 * @throws InputError with helm's own words.
 */
export async function renderChart(
  helm: Helm,
  ctx: Pick<ActionContext<object>, 'workspacePath' | 'signal'>,
  input: {
    chart?: string;
    version?: string;
    values: string[];
    required?: boolean;
    release: string;
    namespace: string;
  },
): Promise<ManifestPart[] | undefined> {
  const { release, namespace, ...chart } = input;
  const { workspacePath, signal } = ctx;
  for (const name of [release, namespace]) {
    // Such a name would be taken for an option.
    if (name.startsWith('-')) {
      throw new InputError(`'${name}' can name no release or namespace`);
    }
  }
  const result = await helm.run(
    ['template', release],
    { ...chart, workspacePath, signal },
    ['--namespace', namespace],
  );
  if (!result) {
    return undefined;
  }
  if (result.exitCode !== 0) {
    throw new InputError(
      `helm cannot render ${
        input.values.join(', ') || 'the chart'
      }:\n${readable(result.stderr, workspacePath)}`,
    );
  }
  return partsOf(result.stdout);
}
