import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useLoaded } from '../fields/useLoaded';
import { placementsApiRef } from './placementsApi';

export function usePlacements() {
  const api = useApi(placementsApiRef);
  return useLoaded(useCallback(() => api.placements(), [api]));
}
