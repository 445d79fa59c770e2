// @ts-check
import { existsSync } from 'node:fs';
import { hasCommand } from './optional-tools.mjs';
import { say } from './progress.mjs';
import { ensurePythonTool, pythonBin } from './python.mjs';

/**
 * Makes sure that the emulator behind the sandbox environment (moto) is there.
 * The portal runs without, so a failure is said and survived.
 *
 * @returns {Promise<string | undefined>} the folder to put on PATH; undefined
 *   when the emulator cannot be had
 * @internal
 */
export async function ensureSandbox() {
  try {
    const there = await ensurePythonTool({
      name: 'sandbox',
      title: "the sandbox's AWS emulator (moto)",
      requirements: 'tools/sandbox/requirements.txt',
    });
    return there ? pythonBin : undefined;
  } catch (error) {
    say(`Warning: ${/** @type {Error} */ (error).message}`);
    say('Going on without it: the sandbox environment does not answer.');
    return undefined;
  }
}

/**
 * Whether anything could use the sandbox: with no program that plans, the
 * emulator need not even be installed.
 *
 * @param {(command: string) => boolean} [has]
 * @returns {boolean}
 * @internal
 */
export function sandboxIsOfUse(has = command => hasCommand(command)) {
  return has('python3') && (has('terraform') || has('tofu'));
}

/** Where machines without the registry keep a mirror of the providers. */
const usualMirror = '/opt/tf-plugins';

/**
 * What the portal is told of a mirror of providers: app-config.yaml can only
 * take a variable as it is, not one that may be unset.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {(path: string) => boolean} [exists]
 * @returns {NodeJS.ProcessEnv}
 * @internal
 */
export function mirrorSettings(env, exists = existsSync) {
  const mirror =
    env.HEAL7_TERRAFORM_MIRROR ||
    (exists(usualMirror) ? usualMirror : undefined);
  return mirror
    ? {
        APP_CONFIG_provisioning_terraform_providerMirror:
          JSON.stringify(mirror),
      }
    : {};
}
