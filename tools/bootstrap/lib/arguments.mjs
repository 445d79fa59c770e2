// @ts-check

/**
 * Whether `npm start` runs the embedded configuration: no configuration file is
 * named but the usual one and local additions to it.
 *
 * @param {string[]} args
 * @returns {boolean}
 * @internal
 */
export function isEmbedded(args) {
  return configFiles(args).every(file =>
    /(^|\/)app-config(\.local)?\.yaml$/.test(file),
  );
}

/**
 * @param {string[]} args
 * @returns {string[]} the values of every `--config FILE` and `--config=FILE`
 */
function configFiles(args) {
  return args.flatMap((arg, index) => {
    if (arg.startsWith('--config=')) {
      return [arg.slice('--config='.length)];
    }
    return arg === '--config' && args[index + 1] ? [args[index + 1]] : [];
  });
}
