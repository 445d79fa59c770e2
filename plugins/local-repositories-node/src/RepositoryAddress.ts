import { REPOSITORY_NAME_PATTERN } from './names';

/**
 * A place in a local repository.
 *
 * @public
 */
export interface RepositoryLocation {
  name: string;
  /** Branch, tag or commit. */
  ref: string;
  /** Slash-separated, empty for the root. Never leads out of the repository. */
  path: string;
}

/**
 * Translates between places and the URLs that stand for them in the catalog:
 * `<base>/<name>/blob/<ref>/<path>`, resolvable relative to one another, as
 * catalog locations and TechDocs need it.
 *
 * @public
 */
export class RepositoryAddress {
  /** @param base - e.g. `http://localhost:7007/api/local-repositories` */
  constructor(private readonly base: string) {}

  /** Whether a URL claims to be in a local repository, readable or not. */
  covers(url: URL): boolean {
    return url.href.startsWith(`${this.base}/`);
  }

  format({ name, ref, path }: RepositoryLocation): string {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `${this.base}/${name}/blob/${encodeURIComponent(ref)}/${encoded}`;
  }

  /** Undefined when the URL is no place in a local repository. */
  parse(text: string): RepositoryLocation | undefined {
    if (!URL.canParse(text)) {
      return undefined;
    }
    const url = new URL(text);
    if (!this.covers(url)) {
      return undefined;
    }
    const [name, view, ref, ...path] = url.href
      .slice(this.base.length + 1)
      .replace(/[?#].*$/, '')
      .split('/')
      .map(safeDecode);
    const parts = path.filter(part => part !== '');
    const escapes = parts.some(part => part === '..' || part.includes('/'));
    return REPOSITORY_NAME_PATTERN.test(name) &&
      (view === 'blob' || view === 'tree') &&
      ref &&
      !escapes
      ? { name, ref, path: parts.join('/') }
      : undefined;
  }
}

/** A malformed escape is kept as it stands, and then matches nothing. */
function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
