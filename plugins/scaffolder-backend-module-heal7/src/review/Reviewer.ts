import { stripVTControlCharacters } from 'node:util';
import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { isTemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import { assertMayReview } from './access';
import { DryRunError, type DryRun, type DryRunner } from './DryRunner';
import type { ReviewLimits } from './limits';
import { presentFiles, type ReviewFile } from './present';
import { splitSteps } from './steps';
import type { TemplateFiles } from './TemplateFiles';

/** Answer of `POST /heal7/review`. */
export interface Review {
  files: ReviewFile[];
  log: Array<{ message: string; level: 'info' | 'warn' | 'error' }>;
}

type Steps = TemplateEntityV1beta3['spec']['steps'];
type RunSteps = (steps: Steps) => Promise<DryRun>;

/** How the scaffolder writes what an action has logged: `warn: message`. */
const LEVEL = /^(error|warn|info|debug): /;

/** What became of each step, and what actions warn of; not each file. */
function logOf({ log }: DryRun, leftOut: Steps): Review['log'] {
  const told = log.flatMap(({ body }): Review['log'] => {
    const text = stripVTControlCharacters(body.message);
    const [prefix, level] = LEVEL.exec(text) ?? ['', 'info'];
    if (level === 'warn' || level === 'error') {
      return [{ message: text.slice(prefix.length), level }];
    }
    return ['completed', 'skipped'].includes(body.status ?? '')
      ? [{ message: text, level: 'info' }]
      : [];
  });
  return [
    ...told,
    ...leftOut.map(({ name, action }) => ({
      message: `Left out of the review: ${name ?? action} (${action})`,
      level: 'info' as const,
    })),
  ];
}

/**
 * Finds the step that fails: a failing dry run tells nothing but the message.
 * The first steps of a template are a template, so the search halves them.
 */
async function failingStep(
  steps: Steps,
  run: RunSteps,
): Promise<Steps[number]> {
  let [good, bad] = [0, steps.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const fails = await run(steps.slice(0, middle)).then(
      () => false,
      error => {
        if (error instanceof DryRunError) {
          return true;
        }
        throw error;
      },
    );
    [good, bad] = fails ? [good, middle] : [middle, bad];
  }
  return steps[bad - 1];
}

/** Shows what a registered template makes of some values, and makes nothing. */
export class Reviewer {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      permissions: PermissionsService;
      files: TemplateFiles;
      dryRunner: DryRunner;
      limits: ReviewLimits;
    },
  ) {}

  /**
   * @param credentials - of the person who asks; they must be allowed to run
   *   the template
   */
  async review(request: {
    templateRef: string;
    values: JsonObject;
    credentials: BackstageCredentials;
    signal: AbortSignal;
  }): Promise<Review> {
    const { values, credentials, signal } = request;
    const { permissions, files, dryRunner, limits } = this.options;
    await assertMayReview(permissions, credentials);
    const template = await this.template(request.templateRef, credentials);
    const { run: steps, leftOut } = splitSteps(template.spec.steps);
    const sources = await files.read(template, steps, signal);
    const run: RunSteps = some =>
      dryRunner.run({
        template: {
          ...template,
          spec: { ...template.spec, steps: some, output: {} },
        },
        values,
        files: sources,
        signal,
      });
    try {
      const result = await run(steps);
      return {
        files: presentFiles(result.directoryContents, sources, limits),
        log: logOf(result, leftOut),
      };
    } catch (error) {
      if (!(error instanceof DryRunError)) {
        throw error;
      }
      if (error.values) {
        throw new InputError(error.message);
      }
      if (error.status === 403) {
        throw new NotAllowedError(error.message);
      }
      const step = await failingStep(steps, run);
      throw new InputError(
        `The step '${step.name ?? step.id}' (${step.action}) fails: ${
          error.message
        }`,
      );
    }
  }

  private async template(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<TemplateEntityV1beta3> {
    const parsed = parseEntityRef(ref, { defaultKind: 'template' });
    const entity = await this.options.catalog.getEntityByRef(parsed, {
      credentials,
    });
    if (!entity || !isTemplateEntityV1beta3(entity)) {
      throw new NotFoundError(
        `The catalog has no template ${stringifyEntityRef(parsed)}`,
      );
    }
    return entity;
  }
}
