import { useEffect } from 'react';
import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useShadowRootElements } from '@backstage/plugin-techdocs-react';
import { diagramSourceOf } from './diagrams';
import { useActiveThemeMode } from './useActiveThemeMode';
import { drawInPlaceOf } from './drawInPlaceOf';

/**
 * Replaces every Mermaid block of the page by its drawing. Renders nothing
 * itself.
 */
export function MermaidAddon() {
  const blocks = useShadowRootElements(['.highlight']);
  const mode = useActiveThemeMode(useApi(appThemeApiRef));

  useEffect(() => {
    const undo = blocks.flatMap(block => {
      const source = diagramSourceOf(block);
      return source === undefined ? [] : [drawInPlaceOf(block, source, mode)];
    });
    return () => undo.forEach(restore => restore());
  }, [blocks, mode]);

  return null;
}
