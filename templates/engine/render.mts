import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createTemplateRenderer } from 'nunjitsu';
import { actionContext } from './action-context.mts';
import { completeAnswers } from './answers.mts';
import {
  ConfigReader,
  createFetchTemplateAction,
  createFilesystemDeleteAction,
  createStampAction,
  ScmIntegrations,
} from './backstage.mts';
import {
  TemplateError,
  type Answers,
  type Json,
  type Template,
} from './types.mts';

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

/** Skeletons lie beside their template.yaml: nothing is read by URL. */
const refuse = () =>
  Promise.reject(new TemplateError('a template here fetches nothing by URL'));

/** The steps that write files; all others act on the world and are left out. */
const WRITING = new Map<string, TemplateAction<any, any, any>>(
  [
    createFetchTemplateAction({
      integrations,
      reader: { readUrl: refuse, readTree: refuse, search: refuse },
    }),
    createFilesystemDeleteAction(),
    createStampAction(),
  ].map(action => [action.id, action]),
);

const expressions = createTemplateRenderer({ allowRegexExecution: true });

/** Resolves the `${{ }}` of a step, keeping the types of whole expressions. */
export function resolve(value: Json, parameters: Answers): Json {
  if (typeof value === 'string') {
    return expressions.renderValue(
      value,
      expressions.prepareContext({ parameters, steps: {} }),
    ) as Json;
  }
  if (Array.isArray(value)) return value.map(item => resolve(item, parameters));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      resolve(item, parameters),
    ]),
  );
}

/**
 * Writes what a template makes of the answers into a folder, with the portal's
 * own actions. Answers that the portal would refuse throw a TemplateError.
 */
export async function render(
  template: Template,
  given: Answers,
  out: string,
): Promise<void> {
  const parameters = completeAnswers(template, given);
  for (const step of template.steps) {
    const action = WRITING.get(step.action);
    const skipped = step.if !== undefined && !resolve(step.if, parameters);
    if (!action || skipped) continue;
    const scratch = await mkdtemp(join(tmpdir(), 'heal7-template-'));
    try {
      await action.handler(
        actionContext({
          input: resolve(step.input ?? {}, parameters) as Answers,
          workspacePath: out,
          scratch,
          template,
        }),
      );
    } finally {
      await rm(scratch, { recursive: true });
    }
  }
}
