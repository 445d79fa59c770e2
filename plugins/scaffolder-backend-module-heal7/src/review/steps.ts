import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

type Steps = TemplateEntityV1beta3['spec']['steps'];

/**
 * Actions of the scaffolder that do nothing but change files of the workspace,
 * and need no credentials of a person for it.
 */
const ON_FILES = new Set([
  'catalog:write',
  'fetch:plain',
  'fetch:plain:file',
  'fetch:template',
  'fetch:template:file',
  'fs:delete',
  'fs:rename',
]);

/** Ours know a dry run, each of them. */
const OURS = /^heal7:/;

/**
 * What a review runs of a template, and what it leaves out: everything that is
 * not known to act on files alone, whatever it says of dry runs.
 */
export function splitSteps(steps: Steps): { run: Steps; leftOut: Steps } {
  const known = ({ action }: Steps[number]) =>
    ON_FILES.has(action) || OURS.test(action);
  return {
    run: steps.filter(known),
    leftOut: steps.filter(step => !known(step)),
  };
}
