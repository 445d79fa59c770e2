import type { Inspection, Variable } from './inspect.mts';

const escaped = (cell: string) => cell.replaceAll('|', '\\|');
const row = (...cells: string[]) => `| ${cells.map(escaped).join(' | ')} |`;
const code = (text: string) => `\`${text.replace(/\s+/g, ' ')}\``;

function described({
  name,
  description,
}: {
  name: string;
  description?: string;
}) {
  if (!description) {
    throw new Error(`${name} has no description`);
  }
  return description;
}

/** `map(object)`: what is in an object, its description or the code tells. */
const typeOf = ({ type }: Variable) =>
  type.replace(/object\(\{[\s\S]*\}\)/, 'object');

/**
 * Markdown tables of what a folder of Terraform takes and gives.
 *
 * @throws Error when something has no description: it could not be understood
 */
export function tables({ variables, outputs }: Inspection): string[] {
  const inputs = Object.values(variables).sort(
    (a, b) => Number(b.required) - Number(a.required),
  );
  return [
    '| input | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...inputs.map(variable =>
      row(
        code(variable.name),
        code(typeOf(variable)),
        variable.required ? '' : code(JSON.stringify(variable.default ?? null)),
        described(variable),
      ),
    ),
    '',
    '| output | meaning |',
    '| --- | --- |',
    ...Object.values(outputs).map(output =>
      row(code(output.name), described(output)),
    ),
  ];
}
