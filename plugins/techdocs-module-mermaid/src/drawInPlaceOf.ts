let drawn = 0;

/**
 * Shows a drawing where a code block stands. The block stays in the page,
 * folded away, for those who cannot see the drawing and when drawing fails.
 *
 * @returns puts the block back.
 */
export function drawInPlaceOf(
  block: HTMLElement,
  source: string,
  mode: 'dark' | 'light',
): () => void {
  const figure = block.ownerDocument.createElement('figure');
  figure.setAttribute('data-diagram', 'pending');
  // The pages' own style makes figures as narrow as their content, and a
  // drawing is as wide as its figure lets it be.
  figure.style.display = 'block';
  figure.style.width = '100%';
  figure.style.margin = '1em 0';
  figure.style.overflowX = 'auto';
  let current = true;

  draw(source, mode).then(
    svg => {
      if (!current) {
        return;
      }
      figure.innerHTML = svg;
      figure.setAttribute('data-diagram', 'drawn');
      figure.append(foldedSource(block.ownerDocument, source));
      block.before(figure);
      block.style.display = 'none';
    },
    (error: Error) => {
      if (!current) {
        return;
      }
      figure.textContent = `Mermaid: ${error.message}`;
      figure.setAttribute('data-diagram', 'failed');
      figure.setAttribute('role', 'note');
      block.before(figure);
    },
  );

  return () => {
    current = false;
    figure.remove();
    block.style.display = '';
  };
}

async function draw(source: string, mode: 'dark' | 'light'): Promise<string> {
  // Half a megabyte that only pages with diagrams need.
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({
    startOnLoad: false,
    // Documentation is written by anyone: no scripts, no HTML in labels.
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: mode === 'dark' ? 'dark' : 'neutral',
    fontFamily: 'inherit',
  });
  drawn += 1;
  const { svg } = await mermaid.render(`techdocs-diagram-${drawn}`, source);
  return svg;
}

function foldedSource(document: Document, source: string): HTMLElement {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'Diagram source · 다이어그램 원본';
  const pre = document.createElement('pre');
  // To the pages' own style these are a notice with a title.
  details.style.all = 'revert';
  summary.style.all = 'revert';
  details.style.fontSize = '0.7em';
  pre.textContent = source;
  details.append(summary, pre);
  return details;
}
