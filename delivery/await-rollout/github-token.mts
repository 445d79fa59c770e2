import { Refused, Unavailable } from './portal.mts';

/** Tokens live for some minutes; a rollout for hours. */
const FRESH_MS = 4 * 60_000;

/**
 * This job's identity as GitHub signs it: which repository, which environment,
 * which workflow. Nothing is stored anywhere, and nobody else can have it.
 *
 * @param audience - whom the token is for; the portal accepts no other
 */
export function githubToken(
  audience: string,
  env: NodeJS.ProcessEnv,
  now: () => number = Date.now,
): (renew: boolean) => Promise<string> {
  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const credential = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!url || !credential) {
    throw new Refused(
      'GitHub offers this job no identity: it needs `permissions: id-token: write`',
    );
  }
  let token = '';
  let since = 0;
  return async renew => {
    if (!token || renew || now() - since > FRESH_MS) {
      token = await request(url, credential, audience);
      since = now();
    }
    return token;
  };
}

async function request(url: string, credential: string, audience: string) {
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { authorization: `Bearer ${credential}` },
      signal: AbortSignal.timeout(20_000),
    });
  } catch (error) {
    throw new Unavailable(
      `GitHub's token service cannot be reached (${(error as Error).message})`,
    );
  }
  const body = (await response.json().catch(() => ({}))) as { value?: string };
  if (!response.ok || !body.value) {
    throw new Unavailable(
      `GitHub's token service answers ${response.status} without a token`,
    );
  }
  return body.value;
}
