import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { principalKey } from './principalKey';

const TTL_MS = 5_000;
const MOST_ANSWERS = 10_000;

type Authorize = PermissionsService['authorize'];
type AuthorizeConditional = PermissionsService['authorizeConditional'];

const remember = <T extends {}>() =>
  new LRUCache<string, T, () => Promise<T>>({
    max: MOST_ANSWERS,
    ttl: TTL_MS,
    fetchMethod: (_key, _stale, { context: ask }) => ask(),
  });

const keyOf = (
  credentials: BackstageCredentials,
  requests: { permission: { name: string }; resourceRef?: string }[],
) =>
  [
    principalKey(credentials),
    ...requests.map(({ permission, resourceRef }) =>
      JSON.stringify([permission.name, resourceRef]),
    ),
  ].join('\n');

/**
 * The policy's answers, remembered for some seconds for the same principal,
 * so that views need not ask for each request. Never to act by.
 *
 * @internal
 */
export class RememberedPermissions implements PermissionsService {
  readonly #answers = remember<Awaited<ReturnType<Authorize>>>();
  readonly #decisions = remember<Awaited<ReturnType<AuthorizeConditional>>>();

  constructor(private readonly permissions: PermissionsService) {}

  authorize: Authorize = (requests, options) =>
    this.#answers.forceFetch(keyOf(options.credentials, requests), {
      context: () => this.permissions.authorize(requests, options),
    });

  authorizeConditional: AuthorizeConditional = (requests, options) =>
    this.#decisions.forceFetch(keyOf(options.credentials, requests), {
      context: () => this.permissions.authorizeConditional(requests, options),
    });
}
