/**
 * A container image reference, `registry/repository:tag@digest`. Parts that
 * the reference does not have are empty.
 *
 * @internal
 */
export interface ImageName {
  registry: string;
  repository: string;
  tag: string;
  digest: string;
}

/**
 * Splits an image reference. Anything is accepted: what cannot be told apart
 * stays in the repository, so that no text is ever lost.
 *
 * @internal
 */
export function parseImage(text: string): ImageName {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? '' : text.slice(at + 1);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const path = tagged ? named.slice(0, colon) : named;
  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  // Docker's own rule: only a first part that looks like a host is one.
  const hosted = /[.:]/.test(first) || first === 'localhost';
  return {
    registry: hosted ? first : '',
    repository: hosted ? path.slice(slash + 1) : path,
    tag: tagged ? named.slice(colon + 1) : '',
    digest,
  };
}

/**
 * The part that people tell versions apart by: the tag, else a short digest,
 * else the last part of the repository.
 *
 * @internal
 */
export function imageVersion(image: ImageName): string {
  if (image.tag) {
    return image.tag;
  }
  if (image.digest) {
    return image.digest.replace(/^(\w+:)?(.{12}).*$/, '$1$2');
  }
  return image.repository.slice(image.repository.lastIndexOf('/') + 1);
}

/**
 * Shortens a text in its middle, where names and digests differ least.
 * The result has at most `max` characters; surrogate pairs stay whole.
 *
 * @internal
 */
export function truncateMiddle(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) {
    return text;
  }
  const kept = Math.max(0, max - 1);
  const head = Math.ceil(kept / 2);
  const tail = kept - head;
  return [
    ...characters.slice(0, head),
    '…',
    ...characters.slice(characters.length - tail),
  ]
    .slice(0, Math.max(max, 0))
    .join('');
}
