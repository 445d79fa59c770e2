import { screen } from '@testing-library/react';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { StackOutcome } from './StackOutcome';

function open(output?: ScaffolderTaskOutput) {
  const api = anApi();
  api.getRun.mockRejectedValue(aRefusal(503, 'Down'));
  renderInPortal(<StackOutcome output={output} />, { api });
  return api;
}

describe('the end of a task that asked for a stack', () => {
  it('shows the run that the output links to', async () => {
    const api = open({
      links: [{ title: 'Plan', url: 'http://x/infrastructure/runs/run-4' }],
    });
    expect(
      await screen.findByRole('heading', { name: 'The plan of your stack' }),
    ).toBeInTheDocument();
    expect(api.getRun.mock.calls[0][0]).toBe('run-4');
    // The run's own trouble is told in its place.
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The run could not be loaded',
    );
    expect(screen.getByText('Plan')).toBeInTheDocument();
  });

  it('shows no run where none was started', async () => {
    open({ links: [{ title: 'Wiki', url: 'http://x/wiki' }] });
    expect(await screen.findByText('Wiki')).toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('leaves a failure to the wizard', () => {
    const api = open(undefined);
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
    expect(api.getRun).not.toHaveBeenCalled();
  });
});
