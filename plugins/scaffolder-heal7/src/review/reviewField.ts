import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ReviewField } from './ReviewField';

export interface ReviewOptions {
  /** The template to render where the address does not say it. */
  template?: string;
}

/**
 * `ui:field: Heal7Review`: the files that the answers result in. It belongs on
 * the last page and answers nothing, and so never keeps the wizard there.
 *
 * ```yaml
 * type: string
 * ui:backstage: { review: { show: false } }
 * ui:options: { template: 'template:default/nextjs-web' }
 * ```
 */
export const reviewField = createFormField({
  name: 'Heal7Review',
  component: ReviewField,
  schema: makeFieldSchema({
    output: z => z.unknown(),
    uiOptions: z => z.object({ template: z.string().optional() }),
  }),
});
