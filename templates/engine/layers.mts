import { dirname, join, relative } from 'node:path';
import { filesOf } from './files.mts';
import type { Template } from './types.mts';

/** The folders that a template renders, in order; absolute. */
export function layerFolders(template: Template): string[] {
  return template.steps
    .filter(step => step.action === 'fetch:template')
    .map(step => join(dirname(template.file), String(step.input?.url)));
}

/** Every file of them, by its path from the folder of all templates. */
export function layersOf(template: Template): Map<string, string> {
  const root = dirname(template.file);
  return new Map(
    layerFolders(template).flatMap(folder =>
      [...filesOf(folder)].map(([path, text]): [string, string] => [
        join(relative(root, folder), path),
        text,
      ]),
    ),
  );
}
