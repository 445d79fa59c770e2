/** What a job's `${{ }}` can refer to here, by its dotted name. */
export type Scope = Record<string, string>;

/**
 * Puts values for the `${{ }}` of a workflow. Only plain names can be given;
 * anything else is refused, so that nothing is run that means something else.
 */
export function fillIn(text: string, scope: Scope): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => {
    const name = inner
      .trim()
      .replace(
        /\[(?:'([^']+)'|(\d+))\]/g,
        (__, quoted, digits) => `.${quoted ?? digits}`,
      );
    const value = scope[name];
    if (value === undefined) {
      throw new Error(
        `\${{ ${name} }} has no value outside GitHub; there are: ${Object.keys(
          scope,
        ).join(', ')}`,
      );
    }
    return value;
  });
}
