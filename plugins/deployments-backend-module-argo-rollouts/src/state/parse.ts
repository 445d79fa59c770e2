import { parseAllDocuments } from 'yaml';
import { StateError } from './StateError';

/**
 * The documents of a YAML or JSON text. JSON is tried first where it looks
 * like it, because it is what `kubectl get -o json` prints and parses faster.
 *
 * @throws StateError with the line and column of the first mistake.
 */
export function parseDocuments(text: string, file: string): unknown[] {
  if (/^\s*[[{]/.test(text)) {
    try {
      return [JSON.parse(text)];
    } catch {
      // YAML may begin with a bracket as well, and its parser says where the
      // mistake is.
    }
  }
  const documents = parseAllDocuments(text, { merge: true });
  return [...documents].map(document => {
    const [mistake] = document.errors;
    if (mistake) {
      const [start] = mistake.linePos ?? [];
      const place = start ? `:${start.line}:${start.col}` : '';
      const [reason] = mistake.message.split(/ at line \d+|\n/);
      throw new StateError(
        `${file}${place}: not YAML or JSON: ${reason}; nothing was read`,
      );
    }
    try {
      return document.toJS() as unknown;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StateError(`${file}: cannot be read: ${reason}`);
    }
  });
}
