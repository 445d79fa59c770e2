import type { Marks } from '@heal7/backstage-plugin-deployments-node';

/**
 * The marks of the pair: the Service's own labels, and what both Deployments
 * say. The workloads name their entity; a Service that names one does not make
 * the pods behind it that entity's.
 */
export function marksOf(service: Marks, colours: Marks[]): Marks {
  const [first, ...rest] = colours;
  return {
    labels: service.labels,
    entityRefs: (first?.entityRefs ?? []).filter(ref =>
      rest.every(({ entityRefs }) => entityRefs.includes(ref)),
    ),
    managedBy: service.managedBy,
  };
}
