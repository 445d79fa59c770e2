import { parseEntityRef } from '@backstage/catalog-model';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';

type Link = NonNullable<ScaffolderTaskOutput['links']>[number];
type Text = NonNullable<ScaffolderTaskOutput['text']>[number];

/** What a finished task has made. */
export interface Result {
  entity?: CompoundEntityRef;
  repositoryUrl?: string;
  pipelineUrl?: string;
  cloneCommand?: string;
  /** What the template's output has besides. */
  links: Link[];
  texts: Text[];
}

const textOf = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** An address that a link may lead to: never a script. */
function webAddress(value: unknown): string | undefined {
  const text = textOf(value);
  return text && /^https?:\/\//.test(text) ? text : undefined;
}

function entityOf(ref: string | undefined): CompoundEntityRef | undefined {
  try {
    return ref
      ? parseEntityRef(ref, {
          defaultKind: 'component',
          defaultNamespace: 'default',
        })
      : undefined;
  } catch {
    return undefined;
  }
}

/** What `git clone` stands before in a text of the output. */
const cloneIn = (texts: Text[]) =>
  texts
    .map(({ content }) => /`(git clone [^`]+)`/.exec(content ?? '')?.[1])
    .find(command => command !== undefined);

/** Where GitHub shows the runs of a repository's pipeline. */
function pipelineOf(repositoryUrl: string | undefined): string | undefined {
  return repositoryUrl && new URL(repositoryUrl).hostname === 'github.com'
    ? `${repositoryUrl.replace(/\.git$/, '')}/actions`
    : undefined;
}

/**
 * Reads a template's output. Besides Backstage's links and texts, our templates
 * give `entityRef`, `repositoryUrl`, `cloneUrl` and `pipelineUrl`, each of which
 * may be missing.
 */
export function resultOf(output: ScaffolderTaskOutput): Result {
  const { links = [], text: texts = [] } = output;
  const linked = links.find(({ entityRef }) => entityRef !== undefined);
  const ref = textOf(output.entityRef) ?? linked?.entityRef;
  const repositoryUrl =
    webAddress(output.repositoryUrl) ??
    webAddress(links.find(({ icon }) => icon === 'github')?.url);
  const pipelineUrl =
    webAddress(output.pipelineUrl) ?? pipelineOf(repositoryUrl);
  const cloneUrl =
    textOf(output.cloneUrl) ??
    (cloneIn(texts) === undefined ? repositoryUrl : undefined);
  const known = [repositoryUrl, pipelineUrl];
  return {
    entity: entityOf(ref),
    repositoryUrl,
    pipelineUrl,
    cloneCommand: cloneUrl ? `git clone ${cloneUrl}` : cloneIn(texts),
    links: links.filter(
      link => webAddress(link.url) !== undefined && !known.includes(link.url),
    ),
    texts: texts.filter(({ content }) => !/git clone /.test(content ?? '')),
  };
}
