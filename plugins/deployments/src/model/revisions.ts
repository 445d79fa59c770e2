import type {
  DeploymentRevision,
  DeploymentState,
} from '@heal7/backstage-plugin-deployments-common';
import { imageVersion, parseImage } from './imageName';

/**
 * The revision that serves and the one being rolled out; `next` is null when
 * they are the same.
 *
 * @internal
 */
export interface RevisionPair {
  serving: DeploymentRevision | null;
  next: DeploymentRevision | null;
}

/** @internal */
export function revisionPair(state: DeploymentState): RevisionPair {
  const newest =
    state.revisions.find(r => r.hash === state.basis.revisionHash) ?? null;
  const serving =
    state.revisions.find(r => r.roles.includes('stable')) ??
    state.revisions.find(r => r.roles.includes('active')) ??
    (newest && state.phase === 'healthy' ? newest : null);
  return {
    serving,
    next: newest && newest.hash !== serving?.hash ? newest : null,
  };
}

/**
 * The image that says most about a revision beside another one: the first
 * that differs, else the first of all. Empty when it has none.
 *
 * @internal
 */
export function tellingImage(
  revision: DeploymentRevision | null,
  beside: DeploymentRevision | null,
): string {
  if (!revision) {
    return '';
  }
  const index = beside
    ? revision.images.findIndex((image, i) => image !== beside.images[i])
    : 0;
  return revision.images[Math.max(0, index)] ?? '';
}

/**
 * A revision in words: its version, or its hash when it has no image.
 *
 * @internal
 */
export function versionOf(state: DeploymentState, hash: string): string {
  const revision = state.revisions.find(r => r.hash === hash) ?? null;
  const { serving, next } = revisionPair(state);
  const beside = revision?.hash === serving?.hash ? next : serving;
  const image = tellingImage(revision, beside);
  return image ? imageVersion(parseImage(image)) : hash;
}

/**
 * Revisions that a rollback can go to, newest first: every one but that which
 * is rolled out now.
 *
 * @internal
 */
export function rollbackChoices(state: DeploymentState): DeploymentRevision[] {
  return state.revisions.filter(r => r.hash !== state.basis.revisionHash);
}
