// @ts-check

/**
 * A duration for people.
 *
 * @param {number} seconds
 * @returns {string} like `4 s` or `3 min 05 s`
 * @internal
 */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(
    2,
    '0',
  )} s`;
}

/**
 * One line of progress with the time since the command began. It goes to
 * stderr, so that commands whose output is data (`npm run state`) stay clean.
 *
 * @param {string} text
 * @returns {void}
 * @internal
 */
export function say(text) {
  const elapsed = duration(process.uptime());
  process.stderr.write(`[${elapsed.padStart(11)}] ${text}\n`);
}

/**
 * Announces a slow step, says every ten seconds that it still runs, and says
 * when it is done.
 *
 * @template T
 * @param {string} title what is being done, as a phrase: "Installing ..."
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work resolves to
 * @internal
 */
export async function step(title, work) {
  const began = process.uptime();
  const spent = () => duration(process.uptime() - began);
  say(`${title} ...`);
  const beat = setInterval(() => say(`${title} ... ${spent()}`), 10_000);
  try {
    const result = await work();
    say(`${title}: done in ${spent()}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}
