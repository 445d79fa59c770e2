import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

type Step = TemplateEntityV1beta3['spec']['steps'][number];

/** Actions that read what lies beside the template. */
const FETCHING = /^fetch:/;

/**
 * The folders beside a template that its steps fetch from, without those that
 * lie in another of them. Absolute URLs are left to the steps themselves.
 *
 * @throws InputError for a folder that is not below the template's own.
 */
export function foldersOf(steps: Step[]): string[] {
  const folders = new Set<string>();
  for (const step of steps.filter(({ action }) => FETCHING.test(action))) {
    const url = step.input?.url;
    if (typeof url !== 'string' || URL.canParse(url)) {
      continue;
    }
    if (url.includes('${{')) {
      throw new InputError(
        `The step '${step.id}' fetches from '${url}': a review needs to know the folder without the answers`,
      );
    }
    const folder = posix.normalize(url).replace(/\/$/, '');
    if (folder.startsWith('..') || folder.startsWith('/')) {
      throw new InputError(
        `The step '${step.id}' fetches from '${url}', which is not below the template's own folder`,
      );
    }
    folders.add(folder);
  }
  return [...folders].filter(
    folder =>
      ![...folders].some(
        other =>
          other !== folder && (other === '.' || folder.startsWith(`${other}/`)),
      ),
  );
}
