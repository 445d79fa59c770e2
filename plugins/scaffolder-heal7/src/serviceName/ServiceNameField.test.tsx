import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useState } from 'react';
import type { NameProblem } from './namesApi';
import { serviceNamesApiRef } from './namesApi';
import { ServiceNameField } from './ServiceNameField';

describe('ServiceNameField', () => {
  const open = async (judge: jest.Mock) => {
    const Form = () => {
      const [formData, setFormData] = useState<string>();
      const props = {
        formData,
        onChange: (value: string | undefined) => setFormData(value),
        schema: {},
        uiSchema: {},
        idSchema: { $id: 'name' },
      } as unknown as FieldExtensionComponentProps<string>;
      return <ServiceNameField {...props} />;
    };
    await renderInTestApp(
      <TestApiProvider apis={[[serviceNamesApiRef, { judge }]]}>
        <Form />
      </TestApiProvider>,
    );
    return screen.getByRole('textbox', { name: /name/i });
  };
  const answering = (problem: NameProblem) =>
    jest.fn().mockResolvedValue(problem);

  it('says that a name is free once typing has stopped', async () => {
    const judge = answering(null);
    await userEvent.type(await open(judge), 'heal7-web');
    expect(await screen.findByText('The name is free')).toBeInTheDocument();
    expect(judge).toHaveBeenCalledTimes(1);
    expect(judge).toHaveBeenCalledWith('heal7-web', expect.anything());
  });

  it.each<[NameProblem, RegExp]>([
    ['malformed', /lower-case letters, digits and hyphens, .* not ending/],
    ['component-exists', /has a component of this name already/],
    ['repository-exists', /a repository of this name already/],
  ])('marks a name that cannot be had: %s', async (problem, text) => {
    const field = await open(answering(problem));
    await userEvent.type(field, 'x');
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(field).toBeInvalid();
  });

  it('does not stand in the way when the backend cannot be asked', async () => {
    const field = await open(jest.fn().mockRejectedValue(new Error('down')));
    await userEvent.type(field, 'x');
    expect(await screen.findByText(/Could not look/)).toBeInTheDocument();
    expect(field).toBeValid();
  });

  it('never shows the verdict of a name that was typed before', async () => {
    const answers: Record<string, NameProblem> = { a: 'component-exists' };
    const judge = jest.fn(async (name: string) => answers[name] ?? null);
    const field = await open(judge);
    await userEvent.type(field, 'a');
    await screen.findByText(/has a component/);
    await userEvent.type(field, 'b');
    expect(screen.queryByText(/has a component/)).not.toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent('The name is free'),
    );
  });
});
