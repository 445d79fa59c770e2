/**
 * What `npm test -- ...` was asked for.
 *
 * @internal
 */
export interface Request {
  mode: 'run' | 'list' | 'help';
  /** Lane ids, in the order of the table. */
  lanes: string[];
  /** Whether results of earlier runs count. */
  useCache: boolean;
  /** Whether something skipped is something failed. */
  strict: boolean;
}

/**
 * @param args - what follows `npm test --`
 * @param known - the ids of all lanes
 * @param env - `CI=true` means: really run everything, skip nothing
 * @throws Error with one line that names the mistake and what there is
 * @internal
 */
export function parseArguments(
  args: string[],
  known: string[],
  env: NodeJS.ProcessEnv,
): Request {
  const strict = env.CI === 'true' || env.CI === '1';
  const request: Request = {
    mode: 'run',
    lanes: known,
    useCache: !strict,
    strict,
  };
  const asked = new Set<string>();
  for (const arg of args) {
    if (arg === '--help' || arg === '-h') {
      request.mode = 'help';
    } else if (arg === '--list') {
      request.mode = 'list';
    } else if (arg === '--no-cache') {
      request.useCache = false;
    } else if (known.includes(arg)) {
      asked.add(arg);
    } else {
      throw new Error(
        `There is no ${
          arg.startsWith('-') ? 'option' : 'lane'
        } "${arg}". Lanes: ${known.join(
          ', ',
        )}. Options: --no-cache, --list, --help.`,
      );
    }
  }
  if (asked.size > 0) {
    request.lanes = known.filter(id => asked.has(id));
  }
  return request;
}
