import { useState } from 'react';
import type { ComponentType } from 'react';
import { act } from '@testing-library/react';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type { AnyApiRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** A field in a form of its own, whose answers can be read and changed. */
export interface RenderedField<T> {
  answer(): T | undefined;
  /** Changes what the form's other fields hold. */
  setAnswers(answers: object): void;
}

interface Options<T> {
  apis?: [AnyApiRef, object][];
  answer?: T;
  answers?: object;
  options?: object;
  schema?: object;
  rawErrors?: string[];
}

export async function renderField<T>(
  Field: ComponentType<FieldExtensionComponentProps<T, any>>,
  given: Options<T> = {},
): Promise<RenderedField<T>> {
  let latest = given.answer;
  let change: (answers: object) => void = () => {};

  const Form = () => {
    const [formData, setFormData] = useState(given.answer);
    const [answers, setAnswers] = useState(given.answers ?? {});
    latest = formData;
    change = setAnswers;
    const props = {
      formData,
      onChange: setFormData,
      schema: given.schema ?? {},
      uiSchema: { 'ui:options': given.options ?? {} },
      idSchema: { $id: 'root_field' },
      name: 'field',
      rawErrors: given.rawErrors ?? [],
      formContext: { formData: answers },
    } as unknown as FieldExtensionComponentProps<T, any>;
    return <Field {...props} />;
  };

  await act(async () => {
    await renderInTestApp(
      <TestApiProvider apis={given.apis ?? []}>
        <Form />
      </TestApiProvider>,
    );
  });
  return {
    answer: () => latest,
    setAnswers: answers => act(() => change(answers)),
  };
}
