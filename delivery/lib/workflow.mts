import { appendFileSync } from 'node:fs';

/**
 * One line of text out of anything. What comes from a cluster or a server must
 * not begin a line of its own: the runner would take `::` there for a command.
 */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** Writes a line to the job's log. */
export function log(text: string): void {
  process.stdout.write(`- ${oneLine(text)}\n`);
}

/** Marks the job with an error or a notice that is shown on its page. */
export function annotate(
  level: 'error' | 'warning' | 'notice',
  title: string,
  text: string,
): void {
  const property = escapeData(oneLine(title))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
  process.stdout.write(
    `::${level} title=${property}::${escapeData(oneLine(text))}\n`,
  );
}

/** Appends to the page of the run; nothing outside of GitHub Actions. */
export function summarize(markdown: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, `${markdown}\n`);
}

/** Hands a value to later steps. */
export function setOutput(name: string, value: string): void {
  const file = process.env.GITHUB_OUTPUT;
  if (file) appendFileSync(file, `${name}=${oneLine(value)}\n`);
}

/** An input of the action; empty when it was not given. */
export function input(name: string): string {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/** @throws Error that names the input. */
export function required(name: string): string {
  const value = input(name);
  if (!value) throw new Error(`The input '${name}' is empty: it is required`);
  return value;
}

const escapeData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
