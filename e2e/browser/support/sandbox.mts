import { providerMirror } from '../../provisioning/support/mirror.mts';
import type { Moto } from '../../provisioning/support/moto.mts';

/** What the embedded environments use of their cloud (app-config.yaml). */
export const SANDBOX = { states: 'heal7-state', region: 'us-east-1' };

/** What makes the portal's sandbox environments use this emulator. */
export function sandboxSettings(moto: Moto): {
  overrides: object;
  env: Record<string, string>;
} {
  const mirror = providerMirror();
  return {
    overrides: {
      ...(mirror
        ? { provisioning: { terraform: { providerMirror: mirror } } }
        : {}),
    },
    env: { HEAL7_SANDBOX_PORT: new URL(moto.url).port },
  };
}
