import type { DeploymentRevisionSource } from '@heal7/backstage-plugin-deployments-common';

/**
 * An address that may be followed: anything but a web page could do
 * something when it is clicked. Null for those.
 *
 * @internal
 */
export function webAddress(text: string): string | null {
  try {
    const { protocol, href } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}

/**
 * Page of what a revision was built from: its commit on hosts whose addresses
 * are known, else its repository.
 *
 * @internal
 */
export function sourceLink(source: DeploymentRevisionSource): string | null {
  const repository = webAddress(source.repository);
  if (!repository || !source.commit) {
    return repository;
  }
  const base = repository.replace(/(\.git)?\/*$/, '');
  const commit = encodeURIComponent(source.commit);
  const { hostname } = new URL(repository);
  if (hostname.includes('github')) {
    return `${base}/commit/${commit}`;
  }
  return hostname.includes('gitlab') ? `${base}/-/commit/${commit}` : base;
}
