import { parseAllDocuments } from 'yaml';
import type { Answers } from './types.mts';

/** Every YAML or JSON file that does not parse, and every leftover expression. */
export function validityProblems(files: Map<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const problems: string[] = [];
    if (path.endsWith('.json')) {
      try {
        JSON.parse(text);
      } catch (error) {
        problems.push(`${path}: ${(error as Error).message}`);
      }
    }
    if (/\.ya?ml$/.test(path)) {
      problems.push(
        ...parseAllDocuments(text).flatMap(document =>
          document.errors.map(error => `${path}: ${error.message}`),
        ),
      );
    }
    return problems;
  });
}

/**
 * Whether the answers arrived as they were given, in what the portal reads:
 * the entity and the record of answers.
 */
export function fidelityProblems(
  files: Map<string, string>,
  answers: Answers,
): string[] {
  const read = (path: string) =>
    parseAllDocuments(files.get(path) ?? '').map(document => document.toJS());
  const [entity] = read('catalog-info.yaml');
  const [record] = read('.heal7/template.yaml');
  const pairs: Array<[string, unknown, unknown]> = [
    ['catalog-info.yaml metadata.name', entity?.metadata.name, answers.name],
    [
      'catalog-info.yaml metadata.description',
      entity?.metadata.description,
      answers.description,
    ],
    ...Object.entries(answers).map(
      ([name, value]): [string, unknown, unknown] => [
        `.heal7/template.yaml answers.${name}`,
        record?.answers[name],
        value,
      ],
    ),
  ];
  return pairs.flatMap(([where, have, want]) => {
    const [a, b] = [JSON.stringify(have), JSON.stringify(want)];
    return a === b ? [] : [`${where} is ${a}, was asked to be ${b}`];
  });
}
