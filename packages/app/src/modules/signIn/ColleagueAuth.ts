import type {
  BackstageIdentityApi,
  BackstageIdentityResponse,
  DiscoveryApi,
  ProfileInfo,
  ProfileInfoApi,
  SessionApi,
} from '@backstage/frontend-plugin-api';
import { createApiRef, SessionState } from '@backstage/frontend-plugin-api';

/** How a page becomes the second person of the embedded configuration. */
export const colleagueAuthApiRef = createApiRef<
  BackstageIdentityApi & ProfileInfoApi & SessionApi
>({ id: 'portal.colleague-auth' });

type Session = {
  profile: ProfileInfo;
  backstageIdentity: BackstageIdentityResponse;
};

/** A token that ends within this time is not used any more. */
const MARGIN_MS = 60_000;

/** Asks for a new session whenever the one that it has is about to end. */
export class ColleagueAuth
  implements BackstageIdentityApi, ProfileInfoApi, SessionApi
{
  #session?: { value: Session; endsAt: number };

  constructor(private readonly discovery: DiscoveryApi) {}

  async getBackstageIdentity(): Promise<BackstageIdentityResponse> {
    return (await this.session()).backstageIdentity;
  }

  async getProfile(): Promise<ProfileInfo> {
    return (await this.session()).profile;
  }

  async signIn(): Promise<void> {
    await this.session();
  }

  async signOut(): Promise<void> {
    this.#session = undefined;
  }

  sessionState$(): ReturnType<SessionApi['sessionState$']> {
    const state = this.#session
      ? SessionState.SignedIn
      : SessionState.SignedOut;
    const observable = {
      subscribe: (observer: any) => {
        const next = typeof observer === 'function' ? observer : observer?.next;
        next?.call(observer, state);
        return { unsubscribe: () => undefined, closed: true };
      },
      [Symbol.observable]: () => observable,
    };
    return observable as ReturnType<SessionApi['sessionState$']>;
  }

  private async session(): Promise<Session> {
    if (!this.#session || this.#session.endsAt - MARGIN_MS < Date.now()) {
      const base = await this.discovery.getBaseUrl('auth');
      const response = await fetch(`${base}/colleague/refresh`, {
        method: 'POST',
        credentials: 'include',
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      });
      if (!response.ok) {
        throw new Error(`The colleague cannot sign in: ${response.status}`);
      }
      const value: Session = await response.json();
      const seconds = (value.backstageIdentity as { expiresInSeconds?: number })
        .expiresInSeconds;
      this.#session = { value, endsAt: Date.now() + (seconds ?? 0) * 1_000 };
    }
    return this.#session.value;
  }
}
