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
 * @param known - all lanes, with the group each is in
 * @param env - `CI=true` means: really run everything, skip nothing
 * @throws Error with one line that names the mistake and what there is
 * @internal
 */
export function parseArguments(
  args: string[],
  known: Named[],
  env: NodeJS.ProcessEnv,
): Request {
  const strict = env.CI === 'true' || env.CI === '1';
  const request: Request = {
    mode: 'run',
    lanes: known.map(({ id }) => id),
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
    } else if (known.some(lane => isMeant(lane, arg))) {
      asked.add(arg);
    } else {
      throw new Error(
        `There is no ${
          arg.startsWith('-') ? 'option' : 'lane'
        } "${arg}". Lanes: ${namesOf(known).join(
          ', ',
        )}. Options: --no-cache, --list, --help.`,
      );
    }
  }
  if (asked.size > 0) {
    request.lanes = known
      .filter(lane => [...asked].some(name => isMeant(lane, name)))
      .map(({ id }) => id);
  }
  return request;
}

type Named = { id: string; group?: string };

const isMeant = ({ id, group }: Named, name: string) =>
  name === id || name === group;

const namesOf = (known: Named[]) => [
  ...new Set(known.flatMap(({ id, group }) => (group ? [group, id] : [id]))),
];
