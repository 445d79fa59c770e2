import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { OPTION_FIELDS, optionOf } from '../catalog/entityOption';
import { useLoaded } from '../fields/useLoaded';

const isGroup = (ref: string) => parseEntityRef(ref).kind === 'group';

/** The groups through which the signed-in person owns things. */
export function useOwnTeams() {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  return useLoaded(
    useCallback(async () => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const refs = ownershipEntityRefs.filter(isGroup);
      if (refs.length === 0) {
        return [];
      }
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs: refs,
        fields: OPTION_FIELDS,
      });
      // What the catalog does not have cannot own anything.
      return items.flatMap(entity => (entity ? [optionOf(entity)] : []));
    }, [identity, catalog]),
  );
}
