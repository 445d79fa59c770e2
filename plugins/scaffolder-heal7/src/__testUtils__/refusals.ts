import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { AnyApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { FormField } from '@backstage/plugin-scaffolder-react/alpha';

/** What a field says against an answer when the wizard wants to go on. */
export async function refusals(
  field: FormField,
  answer: unknown,
  around: {
    apis?: [AnyApiRef, unknown][];
    answers?: object;
    options?: object;
  } = {},
): Promise<string[]> {
  const { validation } = field as unknown as {
    validation: CustomFieldValidator<unknown>;
  };
  const apis = new Map<string, unknown>([
    [translationApiRef.id, mockApis.translation()],
    ...(around.apis ?? []).map(([{ id }, api]) => [id, api] as const),
  ]);
  const said: string[] = [];
  await validation(
    answer,
    { addError: (message: string) => said.push(message) } as never,
    {
      apiHolder: { get: ({ id }: AnyApiRef) => apis.get(id) as never },
      formData: { ...around.answers },
      schema: {},
      uiSchema: { 'ui:options': around.options ?? {} } as never,
    },
  );
  return said;
}
