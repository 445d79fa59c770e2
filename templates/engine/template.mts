import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Said to the person who called; anything else that is thrown is a defect. */
export class TemplateError extends Error {}

export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };
export type Answers = Record<string, Json>;

/** One page of the wizard: JSON schema with `ui:` hints. */
export type Page = {
  title: string;
  required?: string[];
  properties: Record<string, Answers>;
};

export type Step = {
  id: string;
  action: string;
  if?: string;
  input?: Answers;
};

export type Template = {
  name: string;
  /** Absolute path of the folder that template.yaml lies in. */
  folder: string;
  /** The whole document, as the catalog gets it. */
  document: Answers;
  pages: Page[];
  steps: Step[];
};

const ROOT = join(import.meta.dirname, '..');

/** Names of every folder here that has a template.yaml. */
export function templateNames(): string[] {
  return readdirSync(ROOT)
    .filter(name => existsSync(join(ROOT, name, 'template.yaml')))
    .sort();
}

/** Names of the templates that all.yaml gives to the catalog. */
export function listedTemplates(): string[] {
  const { spec } = parse(readFileSync(join(ROOT, 'all.yaml'), 'utf8'));
  return (spec.targets as string[]).map(target => target.split('/')[1] ?? '');
}

/** Reads a template by the name of its folder. */
export function loadTemplate(name: string): Template {
  if (!templateNames().includes(name)) {
    throw new TemplateError(
      `There is no template '${name}'; there are: ${templateNames().join(
        ', ',
      )}`,
    );
  }
  const folder = join(ROOT, name);
  const document = parse(readFileSync(join(folder, 'template.yaml'), 'utf8'));
  const { parameters, steps } = document.spec;
  return { name, folder, document, pages: parameters, steps };
}
