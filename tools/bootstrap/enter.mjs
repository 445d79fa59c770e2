// @ts-check
// Everything beyond this file may use Node 18's syntax and modules. This file
// and the entry points must load on anything that knows ES modules, so that a
// Node too old gets a sentence instead of a stack trace.

/**
 * Runs one command of this folder and sets the exit code.
 *
 * @param {() => Promise<{ main(args: string[]): Promise<number> }>} load
 *   imports the command; its `main` resolves to the exit code
 * @returns {void}
 * @internal
 */
export function enter(load) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 18) {
    console.error(
      'Node ' +
        process.versions.node +
        ' is too old: Node 18 or later with npm is needed. ' +
        'Install one from https://nodejs.org and run the command again.',
    );
    process.exit(1);
  }
  load()
    .then(command => command.main(process.argv.slice(2)))
    .then(
      code => process.exit(code),
      error => {
        console.error(
          error.name === 'CannotContinue' ? error.message : error.stack,
        );
        process.exit(1);
      },
    );
}
