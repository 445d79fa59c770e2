// What terraform finds in its environment.

/** Of the runner; the tokens of the job itself are no business of a module. */
const KEPT =
  /^(PATH|HOME|TMPDIR|LANG|AWS_|GOOGLE_|CLOUDSDK_|CLOUDFLARE_|TF_CLI_CONFIG_FILE$|TF_PLUGIN_CACHE_DIR$)/;

/**
 * Variables and their values from the environment's secret STACK_SECRETS, as
 * terraform reads them: texts as they are, everything else as JSON.
 *
 * @throws Error when it is there and no JSON object.
 */
export function secretsOf(
  runner: NodeJS.ProcessEnv,
): Array<[name: string, value: string]> {
  let secrets: unknown;
  try {
    secrets = JSON.parse(runner.STACK_SECRETS || '{}');
  } catch {
    // What was read is not repeated.
  }
  if (typeof secrets !== 'object' || secrets === null) {
    throw new Error(
      'STACK_SECRETS is no JSON object of variables and their values',
    );
  }
  return Object.entries(secrets).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}

/** The runner's environment without what is GitHub's, and secret variables. */
export function environmentOf(runner: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(runner).filter(([name]) => KEPT.test(name));
  const secrets = secretsOf(runner).map(([name, value]) => [
    `TF_VAR_${name}`,
    value,
  ]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(secrets),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
  };
}
