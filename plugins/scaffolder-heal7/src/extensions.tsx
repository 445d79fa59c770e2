import { lazy, Suspense } from 'react';
import {
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { FormField } from '@backstage/plugin-scaffolder-react/alpha';

const fieldOf = (name: string, field: () => Promise<FormField>) =>
  FormFieldBlueprint.make({ name, params: { field } });

/** Each is loaded when a wizard opens, not with the portal. */
export const fields = [
  fieldOf('service-name', async () => {
    const { serviceNameField } = await import('./serviceName/serviceNameField');
    return serviceNameField;
  }),
  fieldOf('owner', async () => {
    const { ownerField } = await import('./owner/ownerField');
    return ownerField;
  }),
  fieldOf('placement', async () => {
    const { placementField } = await import('./placements/placementField');
    return placementField;
  }),
  fieldOf('size', async () => {
    const { sizeField } = await import('./size/sizeField');
    return sizeField;
  }),
  fieldOf('canary', async () => {
    const { canaryField } = await import('./canary/canaryField');
    return canaryField;
  }),
  fieldOf('dependencies', async () => {
    const { dependenciesField } = await import(
      './dependencies/dependenciesField'
    );
    return dependenciesField;
  }),
  fieldOf('review', async () => {
    const { reviewField } = await import('./review/reviewField');
    return reviewField;
  }),
];

const LazyOutcome = lazy(async () => {
  const { Outcome } = await import('./outcome/Outcome');
  return { default: Outcome };
});

/** Templates whose tasks end on our page. */
const TEMPLATES = [
  'nextjs-web',
  'go-api-gateway',
  'saju-engine',
  'ai-models',
  'postgres-database',
  'worker',
];

/** What a finished or failed task shows. */
export const outcome = scaffolderTemplateOutputsBlueprint.make({
  params: {
    templateRefs: TEMPLATES.map(name => `template:default/${name}`),
    component: props => (
      <Suspense fallback={null}>
        <LazyOutcome {...props} />
      </Suspense>
    ),
  },
});
