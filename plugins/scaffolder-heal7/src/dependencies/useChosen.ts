import { useCallback, useMemo, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { OPTION_FIELDS, optionOf } from '../catalog/entityOption';
import type { EntityOption } from '../catalog/entityOption';
import { useLoaded } from '../fields/useLoaded';

/** An entity of which nothing but its reference is known. */
function bareOption(ref: string): EntityOption {
  try {
    const { kind, name } = parseEntityRef(ref);
    return { id: ref, textValue: name, kind, owner: '' };
  } catch {
    return { id: ref, textValue: ref, kind: '', owner: '' };
  }
}

/**
 * What the catalog says about the chosen entities: of those that were chosen
 * before the field appeared it is asked, of those picked here it is remembered.
 */
export function useChosen(refs: string[]) {
  const catalog = useApi(catalogApiRef);
  const [initial] = useState(refs);
  const [picked, setPicked] = useState<EntityOption[]>([]);
  const loaded = useLoaded(
    useCallback(async () => {
      if (initial.length === 0) {
        return [];
      }
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: initial,
        fields: OPTION_FIELDS,
      });
      return items.flatMap(entity => (entity ? [optionOf(entity)] : []));
    }, [catalog, initial]),
  );
  const known = useMemo(
    () => [...picked, ...(loaded.state === 'ready' ? loaded.value : [])],
    [picked, loaded],
  );
  return {
    options: refs.map(
      ref => known.find(({ id }) => id === ref) ?? bareOption(ref),
    ),
    remember: (option: EntityOption) => setPicked(old => [...old, option]),
  };
}
