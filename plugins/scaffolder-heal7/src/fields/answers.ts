import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { Size } from '../size/size';

/** What the wizard's other fields hold; each may still be missing. */
export interface Answers {
  name?: string;
  clusters?: string[];
  size?: Partial<Size>;
  [question: string]: unknown;
}

/** The whole form's answers, which the wizard passes to every field. */
export function answersOf(
  props: Pick<FieldExtensionComponentProps<unknown>, 'formContext'>,
): Answers {
  return props.formContext?.formData ?? {};
}
