/**
 * First words of the diagrams that Mermaid draws. TechDocs' Markdown renderer
 * drops the language of a block it has no highlighter for, so a Mermaid block
 * arrives as plain text and is recognised by how it begins.
 */
const FIRST_WORDS =
  /^(graph|flowchart|sequenceDiagram|stateDiagram(-v2)?|classDiagram|erDiagram|gantt|pie|timeline|mindmap|journey|gitGraph|quadrantChart|C4Context|C4Container|xychart-beta|block-beta|sankey-beta|architecture-beta)\b/;

/** What follows a directive block or comments at the top of a diagram. */
function firstLineOf(source: string): string {
  const body = source.replace(/^---\n[\s\S]*?\n---\n/, '');
  return (
    body
      .split('\n')
      .map(line => line.trim())
      .find(line => line !== '' && !line.startsWith('%%')) ?? ''
  );
}

/**
 * The source of a diagram in a rendered code block; undefined when the block
 * is no diagram.
 */
export function diagramSourceOf(block: Element): string | undefined {
  const labelled = block.classList.contains('language-mermaid');
  if (!labelled && !block.classList.contains('language-text')) {
    return undefined;
  }
  const source = block.querySelector('code')?.textContent?.trim() ?? '';
  return source !== '' && (labelled || FIRST_WORDS.test(firstLineOf(source)))
    ? source
    : undefined;
}
