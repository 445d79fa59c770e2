import { diagramSourceOf } from './diagrams';

function block(language: string, code: string) {
  const element = document.createElement('div');
  element.className = `${language} highlight`;
  element.append(document.createElement('code'));
  element.querySelector('code')!.textContent = code;
  return element;
}

describe('diagramSourceOf', () => {
  it.each([
    'graph TB\n  A --> B',
    'sequenceDiagram\n  A->>B: hi',
    '%%{init: {}}%%\nflowchart LR\n  A --> B',
    '---\ntitle: T\n---\nstateDiagram-v2\n  [*] --> A',
  ])('recognises a diagram by how it begins: %j', code => {
    expect(diagramSourceOf(block('language-text', code))).toBe(code);
  });

  it.each([
    ['language-text', 'graphics card needed'],
    ['language-text', 'npm start'],
    ['language-yaml', 'graph: TB'],
    ['language-text', '   '],
  ])('leaves other blocks alone: %s %j', (language, code) => {
    expect(diagramSourceOf(block(language, code))).toBeUndefined();
  });

  it('believes a block that is labelled', () => {
    expect(diagramSourceOf(block('language-mermaid', 'newKind\n A'))).toBe(
      'newKind\n A',
    );
  });
});
