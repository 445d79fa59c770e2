import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';

/** The page of a run, wherever the portal is. */
const RUN_PAGE = /\/infrastructure\/runs\/([^/?#]+)$/;

function runIn(url: string | undefined): string[] {
  const id = RUN_PAGE.exec(url ?? '')?.[1];
  try {
    return id ? [decodeURIComponent(id)] : [];
  } catch {
    return [];
  }
}

/** Ids of the runs that a template's output links to, each once. @internal */
export const runsOf = (output: ScaffolderTaskOutput): string[] => [
  ...new Set(output.links?.flatMap(({ url }) => runIn(url)) ?? []),
];
