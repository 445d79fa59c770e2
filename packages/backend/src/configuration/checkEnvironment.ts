import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { missingVariables } from './missingVariables';

/**
 * Stops the process with one line when a configuration file given by
 * `--config` needs environment variables that are not set.
 */
export function checkEnvironment(argv: string[]): void {
  const { values } = parseArgs({
    args: argv,
    options: { config: { type: 'string', multiple: true } },
    strict: false,
  });
  for (const file of (values.config ?? []).map(String)) {
    const missing = missingVariables(readFileSync(file, 'utf8'), process.env);
    if (missing.length > 0) {
      process.stderr.write(
        `${file} needs environment variables that are not set: ${missing.join(
          ', ',
        )}\n`,
      );
      process.exit(1);
    }
  }
}
