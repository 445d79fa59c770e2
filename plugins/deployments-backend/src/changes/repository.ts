import type { Repository } from './CommitSource';

const NAME = /^[\w.-]+$/;

/**
 * Reads the URL of a repository, which somebody wrote into a pod template:
 * only `https://host/owner/name` is one, with or without `.git`.
 *
 * @internal
 */
export function parseRepository(text: string): Repository | null {
  const url = URL.parse(text);
  if (!url || url.protocol !== 'https:' || url.username || url.password) {
    return null;
  }
  const [owner, file, ...rest] = url.pathname.split('/').filter(Boolean);
  const name = file?.replace(/\.git$/, '');
  const named = [owner, name].every(
    part => part && NAME.test(part) && !/^\.+$/.test(part),
  );
  if (!named || rest.length > 0 || url.search || url.hash) {
    return null;
  }
  return {
    url: `https://${url.host}/${owner}/${name}`,
    host: url.host,
    owner,
    name,
  };
}

/** Whether a text is a commit's hash, whole or shortened. @internal */
export const isCommit = (text: string): boolean =>
  /^[0-9a-f]{7,64}$/i.test(text);
