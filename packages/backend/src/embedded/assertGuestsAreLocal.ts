import type { Config } from '@backstage/config';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/** `backend.listen` is `host:port`, `:port`, or an object. */
function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  return typeof listen === 'string'
    ? listen.replace(/:\d+$/, '') || undefined
    : config.getOptionalString('backend.listen.host');
}

/**
 * Refuses guest sign-in on a backend that others can reach: whoever is a guest
 * has the rights of the guest's groups without having shown who they are.
 *
 * @throws Error that names the keys to change.
 */
export function assertGuestsAreLocal(config: Config): void {
  const provider = ['guest', 'colleague'].find(id =>
    config.has(`auth.providers.${id}`),
  );
  if (!provider) {
    return;
  }
  const host = listenHost(config);
  if (host === undefined || !LOOPBACK.test(host)) {
    throw new Error(
      `Guest sign-in (auth.providers.${provider}) is only for a backend that listens on this machine alone, but backend.listen.host is ${
        host === undefined ? 'not set (all addresses)' : `'${host}'`
      }. Set it to 127.0.0.1, or remove the provider and configure a real one.`,
    );
  }
}
