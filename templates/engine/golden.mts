import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { render } from './render.mts';
import { templateNames } from './folders.mts';
import { loadTemplate } from './template.mts';
import type { Answers, Template } from './types.mts';

/**
 * A committed example of what a template makes: `golden/<name>.yaml` holds the
 * answers, `golden/<name>/` the files.
 */
export type GoldenExample = {
  title: string;
  template: Template;
  answers: Answers;
  folder: string;
};

/** Every example of every template. */
export function goldenExamples(): GoldenExample[] {
  return templateNames().flatMap(name => {
    const template = loadTemplate(name);
    const root = join(template.folder, 'golden');
    if (!existsSync(root)) return [];
    return readdirSync(root)
      .filter(file => file.endsWith('.yaml'))
      .sort()
      .map(file => ({
        title: `${name}/golden/${basename(file, '.yaml')}`,
        template,
        answers: parse(readFileSync(join(root, file), 'utf8')),
        folder: join(root, basename(file, '.yaml')),
      }));
  });
}

/** Renders an example over what is committed. */
export async function writeGolden(example: GoldenExample): Promise<void> {
  await rm(example.folder, { recursive: true, force: true });
  await render(example.template, example.answers, example.folder);
}
