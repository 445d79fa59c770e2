/** What the environment asks for. */
export interface SandboxOptions {
  port: number;
}

/** An option that cannot be followed; the message is complete in itself. */
export class OptionError extends Error {
  override name = 'OptionError';
}

/**
 * Reads HEAL7_SANDBOX_PORT.
 *
 * @throws OptionError
 */
export function readOptions(
  env: Record<string, string | undefined>,
): SandboxOptions {
  const text = env.HEAL7_SANDBOX_PORT || '7110';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new OptionError(`HEAL7_SANDBOX_PORT is "${text}": a number 1..65535`);
  }
  return { port };
}
