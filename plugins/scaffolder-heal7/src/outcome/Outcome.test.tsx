import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { Route, Routes } from 'react-router-dom';
import { Outcome } from './Outcome';

const open = (output?: ScaffolderTaskOutput, events: object[] = []) =>
  renderInTestApp(
    <TestApiProvider
      apis={[
        [
          scaffolderApiRef,
          {
            getTask: async () => ({
              id: '1',
              spec: {
                steps: [
                  {
                    id: 'name',
                    name: 'Check',
                    action: 'heal7:service:check-name',
                  },
                  {
                    id: 'repo',
                    name: 'Make the repository',
                    action: 'publish:github',
                  },
                  {
                    id: 'entity',
                    name: 'Register',
                    action: 'catalog:register',
                  },
                ],
              },
            }),
            streamLogs: () => ({
              subscribe: (observer: any) => {
                events.forEach(event => observer.next(event));
                return { unsubscribe() {} };
              },
            }),
          } as never,
        ],
      ]}
    >
      <Routes>
        <Route path="/tasks/:taskId" element={<Outcome output={output} />} />
      </Routes>
    </TestApiProvider>,
    {
      initialRouteEntries: ['/tasks/1'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );

const step = (stepId: string, status: string) => ({
  type: 'log',
  createdAt: '2026-11-23T00:00:00Z',
  body: { stepId, status, message: '' },
});
const failed = (message: string) => ({
  type: 'completion',
  createdAt: '2026-11-23T00:00:00Z',
  body: { message, error: { name: 'Error', message } },
});

describe('a created service', () => {
  const output = {
    entityRef: 'component:default/heal7-web',
    repositoryUrl: 'https://github.com/heal7/heal7-web',
    pipelineUrl: 'https://github.com/heal7/heal7-web/actions',
    cloneUrl: 'https://github.com/heal7/heal7-web.git',
  };

  it('leads to its entity, its deployments, its code and its pipeline', async () => {
    await open(output);
    expect(
      screen.getByRole('heading', { name: 'heal7-web is created' }),
    ).toBeInTheDocument();
    const addressOf = (name: string) =>
      screen.getByRole('link', { name }).getAttribute('href');
    const entity = '/catalog/default/component/heal7-web';
    expect(addressOf('Open in the catalog')).toBe(entity);
    expect(addressOf('Deployments')).toBe(`${entity}/deployments`);
    expect(addressOf('Repository')).toBe(output.repositoryUrl);
    expect(addressOf('Pipeline')).toBe(output.pipelineUrl);
    expect(
      screen.getByText(/first push runs the pipeline/),
    ).toBeInTheDocument();
  });

  it('says how to get the code, and copies it', async () => {
    await open(output);
    const user = userEvent.setup();
    const write = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith(
      'git clone https://github.com/heal7/heal7-web.git',
    );
  });

  it('says what to do without a pipeline', async () => {
    await open({
      entityRef: output.entityRef,
      cloneUrl: 'file:///srv/heal7-web.git',
    });
    expect(screen.queryByRole('link', { name: 'Pipeline' })).toBeNull();
    expect(
      screen.getByText(/push it to a repository host/),
    ).toBeInTheDocument();
  });
});

describe('a failed task', () => {
  it('says where it stopped and why, what remains, and what to do', async () => {
    await open(undefined, [
      step('name', 'completed'),
      step('repo', 'completed'),
      step('entity', 'failed'),
      failed('catalog-info.yaml: owner is missing'),
    ]);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It stopped at the step “Register”.');
    expect(alert).toHaveTextContent('catalog-info.yaml: owner is missing');
    expect(
      screen.getByRole('heading', { name: /still there/ }).parentElement,
    ).toHaveTextContent('Make the repository');
    expect(alert).not.toHaveTextContent('Check');
    expect(alert).toHaveTextContent(/Finished steps are not done twice/);
  });

  it('says that nothing remains when nothing was made', async () => {
    await open(undefined, [
      step('name', 'failed'),
      failed('the name is taken'),
    ]);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'there is nothing to clear',
    );
  });
});

describe('a running task', () => {
  it('shows nothing yet', async () => {
    await open(undefined, [step('name', 'processing')]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('heading')).toBeNull();
  });
});
