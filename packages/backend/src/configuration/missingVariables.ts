/**
 * Names of environment variables that a configuration file needs and that are
 * not set, in the order in which they appear.
 *
 * Backstage drops a key whose `${VARIABLE}` is not set, and then reports the
 * key, if at all, one at a time; an operator wants the variables, all at once.
 * `${NAME:-fallback}` needs nothing, and `$${NAME}` is no variable.
 */
export function missingVariables(
  configText: string,
  environment: Record<string, string | undefined>,
): string[] {
  const code = configText
    .split('\n')
    .filter(line => !line.trim().startsWith('#'))
    .join('\n');
  const names = [...code.matchAll(/(?<!\$)\$\{\s*([A-Za-z_]\w*)\s*\}/g)].map(
    ([, name]) => name,
  );
  return [...new Set(names)].filter(name => !environment[name]);
}
