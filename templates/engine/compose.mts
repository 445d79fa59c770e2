import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT, templateNames } from './folders.mts';
import { inputsOf, modulePage, type ModulePage } from './modules.mts';
import { TemplateError, type Answers, type Json } from './types.mts';

/** A page of the wizard as a source has it: its own, or a shared one. */
type SourcePage =
  | Answers
  | {
      /** File in `shared/wizard`, without its ending. */
      $shared: string;
      /** Other defaults for some of the page's questions. */
      defaults?: Answers;
      /** Questions left out. */
      without?: string[];
      /** Title of its own. */
      title?: string;
      /** Stricter schemas of some of the page's questions. */
      limits?: Record<string, Answers>;
    }
  | ModulePage;

/** What `<name>/template.yaml` holds. */
type Source = {
  metadata: { name: string; [key: string]: Json };
  /** Of the template, recorded in what it makes. */
  version: string;
  type: string;
  /** Folders of `shared` that are rendered below the skeleton, in order. */
  layers: string[];
  pages: SourcePage[];
  /** What the layers know of this template, beside the answers. */
  values: Answers;
  /** The stack module that its stack is of; for what is no service. */
  provisions?: {
    module: string;
    /** Inputs that no question asks for, as expressions. */
    given?: Answers;
  };
  /** A folder of `<name>/variants` for each answer to one question, on top. */
  variants?: { question: string; of: string[] };
  /** Files that are taken out again. */
  remove?: Array<{ id: string; name: string; if: string; files: string[] }>;
};

type SchemaPage = {
  required?: string[];
  properties: Record<string, Answers>;
  dependencies?: Record<string, { oneOf: SchemaPage[] }>;
  [key: string]: unknown;
};

/** Fields that ask the portal about the template that they stand in. */
const NEEDS_TEMPLATE = ['Heal7Review'];

const read = (...path: string[]) =>
  parse(readFileSync(join(ROOT, ...path), 'utf8'));

const shared = (name: string) => read('shared/wizard', `${name}.yaml`);

/** Every group of questions of a page: its own and those that depend. */
function groups(page: SchemaPage): SchemaPage[] {
  const depending = Object.values(page.dependencies ?? {});
  return [page, ...depending.flatMap(({ oneOf }) => oneOf)];
}

function page(source: SourcePage, template: string): Json {
  if ('$module' in source) return modulePage(source as ModulePage) as Json;
  if (!('$shared' in source)) return source as Json;
  const {
    $shared,
    defaults = {},
    without = [],
    title,
    limits = {},
  } = source as {
    $shared: string;
    defaults?: Answers;
    without?: string[];
    title?: string;
    limits?: Record<string, Answers>;
  };
  const made = shared($shared) as SchemaPage;
  if (title) made.title = title;
  const unused = new Set([
    ...Object.keys(defaults),
    ...Object.keys(limits),
    ...without,
  ]);
  for (const group of groups(made)) {
    group.required = group.required?.filter(name => !without.includes(name));
    for (const [name, question] of Object.entries(group.properties)) {
      if (without.includes(name)) delete group.properties[name];
      if (name in defaults) question.default = defaults[name]!;
      Object.assign(question, limits[name]);
      if (NEEDS_TEMPLATE.includes(String(question['ui:field']))) {
        question['ui:options'] = { template: `template:default/${template}` };
      }
      unused.delete(name);
    }
  }
  if (unused.size > 0) {
    throw new TemplateError(
      `${template}/template.yaml: shared/wizard/${$shared}.yaml asks for no ${[
        ...unused,
      ].join(', ')}`,
    );
  }
  return made as Json;
}

/** The names of every question that some pages ask. */
function questions(pages: Json[]): string[] {
  return pages.flatMap(one =>
    groups(one as SchemaPage).flatMap(group => Object.keys(group.properties)),
  );
}

/** Questions whose answers no file gets. */
const NOT_PASSED = ['review'];

/** The Template, as the scaffolder takes it, that a source stands for. */
export function compose(name: string): Answers {
  const source = read(name, 'template.yaml') as Source;
  const parameters = source.pages.map(one => page(one, name));
  const { before, cleanup, publish, output } = shared('steps');
  const provision = source.provisions && shared('provision');
  const asked = [...new Set(questions(parameters))].filter(
    question => !NOT_PASSED.includes(question),
  );
  const answers = Object.fromEntries(
    asked.map(question => [question, `\${{ parameters.${question} }}`]),
  );
  const values = {
    ...(source.provisions ? { component: '' } : read('shared/values.yaml')),
    ...answers,
    type: source.type,
    ...(source.provisions
      ? {
          module: source.provisions.module,
          inputs: inputsOf(source.pages, source.provisions),
        }
      : { namespace: 'heal7-production' }),
    ...source.values,
  };
  const layer = (id: string, what: string, url: string) => ({
    id,
    name: what,
    action: 'fetch:template',
    input: {
      url,
      // Each layer may change a file of the one before.
      replace: true,
      // GitHub's and Renovate's own expressions look like the scaffolder's.
      copyWithoutTemplating: ['.github/workflows/*', 'renovate.json'],
      values,
    },
  });
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: source.metadata,
    spec: {
      owner: 'group:default/platform-team',
      type: source.type,
      parameters,
      steps: [
        ...before,
        ...source.layers.map(shared =>
          layer(
            `write-${shared}`,
            `Write what is shared: ${shared} · 공통 파일 작성: ${shared}`,
            `./shared/${shared}`,
          ),
        ),
        ...(source.provisions
          ? []
          : [
              layer(
                'write-skeleton',
                'Write the service · 서비스 작성',
                `./${name}/skeleton`,
              ),
            ]),
        ...(source.variants?.of ?? []).map(variant => ({
          ...layer(
            `write-${variant}`,
            `Write what is its own: ${variant} · 고유 파일 작성: ${variant}`,
            `./${name}/variants/${variant}`,
          ),
          if: `\${{ parameters.${source.variants?.question} === '${variant}' }}`,
        })),
        ...(source.remove ?? []).map(({ files, ...step }) => ({
          ...step,
          action: 'fs:delete',
          input: { files },
        })),
        ...(source.provisions ? [] : cleanup),
        {
          id: 'stamp',
          name: 'Record the answers · 답변 기록',
          action: 'heal7:template:stamp',
          input: { version: source.version, layer: name, answers },
        },
        ...publish,
        ...(provision?.steps ?? []),
      ],
      output: provision?.output ?? output,
    },
  } as Answers;
}

/** Whether what it makes is a stack, and no service. */
export const isOfStack = (name: string): boolean =>
  (read(name, 'template.yaml') as Source).provisions !== undefined;

/** The file that the catalog reads. */
export const composedFile = (name: string) => join(ROOT, `${name}.yaml`);

/** Its text. */
export function composedText(name: string): string {
  const text = stringify(compose(name), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return `# Made from ${name}/template.yaml and shared/ by
# \`npm run template -- --compose\`: change those.
${text}`;
}

/** Writes the file of every template; answers their names. */
export function composeAll(): string[] {
  const names = templateNames();
  for (const name of names) {
    writeFileSync(composedFile(name), composedText(name));
  }
  return names;
}
