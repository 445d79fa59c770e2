/** Says what is going on; each line carries the seconds since the start. */
export type Progress = (message: string) => void;

/**
 * A progress printer on stderr, so that stdout stays free for `--json`.
 *
 * @param quiet - prints nothing when true
 */
export function createProgress(quiet = false): Progress {
  const start = performance.now();
  return message => {
    if (!quiet) {
      const seconds = (performance.now() - start) / 1000;
      process.stderr.write(
        `[${seconds.toFixed(1).padStart(6)} s] ${message}\n`,
      );
    }
  };
}
