import type { DeploymentRevisionSource } from '@heal7/backstage-plugin-deployments-common';
import { asList, asText, asTextMap, fieldOf, pathOf } from './json';

const containersOf = (template: unknown) =>
  asList(pathOf(template, 'spec', 'containers'));

/**
 * The images of a pod template's containers, in its order.
 *
 * @public
 */
export function readImages(template: unknown): string[] {
  return containersOf(template).map(container =>
    asText(fieldOf(container, 'image')),
  );
}

/**
 * The names of a pod template's containers, in its order.
 *
 * @public
 */
export function readContainers(template: unknown): string[] {
  return containersOf(template).map(container =>
    asText(fieldOf(container, 'name')),
  );
}

// The OCI names first: https://github.com/opencontainers/image-spec/blob/main/annotations.md
const PREFIXES = ['org.opencontainers.image.', 'heal7.com/'];
const COMMIT = /^[0-9a-f]{7,64}$/i;

/** An address of the web, without what may be a secret in it; else empty. */
function webAddress(text: string): string {
  try {
    const url = new URL(text.trim());
    if (!/^https?:$/.test(url.protocol)) {
      return '';
    }
    url.username = '';
    url.password = '';
    url.search = '';
    url.hash = '';
    return url.href.replace(/\/+$/, '').replace(/\.git$/, '');
  } catch {
    return '';
  }
}

/**
 * What the annotations of a pod template say that it was built from:
 * `org.opencontainers.image.source` and `.revision`, or `heal7.com/source` and
 * `heal7.com/revision`. Null without the address of a repository. A revision
 * that is no commit (a tag, a branch) is left out: it may mean another commit
 * tomorrow.
 *
 * @public
 */
export function readRevisionSource(
  template: unknown,
): DeploymentRevisionSource | null {
  const annotations = asTextMap(pathOf(template, 'metadata', 'annotations'));
  for (const prefix of PREFIXES) {
    const repository = webAddress(annotations[`${prefix}source`] ?? '');
    if (repository !== '') {
      const commit = (annotations[`${prefix}revision`] ?? '').trim();
      return { repository, commit: COMMIT.test(commit) ? commit : '' };
    }
  }
  return null;
}

const DIGEST = /@(sha256:[0-9a-f]{64})$/;

/**
 * The digest in `containerStatuses[].imageID`; empty when there is none. A
 * bare `sha256:...` is the id of an image's configuration on that node, which
 * no registry knows.
 *
 * @public
 */
export function readDigest(imageId: unknown): string {
  return DIGEST.exec(asText(imageId))?.[1] ?? '';
}

/**
 * The digests of a revision's images, in the order of its containers, as the
 * first of the pods that knows reports each of them.
 *
 * @param containers - names of the pod template's containers; those of a pod
 * may be in another order, and more (sidecars are put in first).
 * @public
 */
export function digestsOf(
  containers: string[],
  pods: { containers: string[]; digests: string[] }[],
): string[] {
  return containers.map(name =>
    pods
      .map(pod => pod.digests[pod.containers.indexOf(name)] ?? '')
      .reduce((first, digest) => first || digest, ''),
  );
}
