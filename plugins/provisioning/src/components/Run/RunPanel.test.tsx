import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  LogLine,
  PlanSummary,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import {
  anApi,
  aRefusal,
  layOut,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { aLine, aPlan, aRun, pageOf, plans } from '../../__testUtils__/runs';
import { RunPanel } from './RunPanel';

beforeAll(() => layOut(38));

function show(
  options: { run?: RunView; plan?: PlanSummary; lines?: LogLine[] } = {},
) {
  const backend = {
    run: options.run ?? aRun(),
    plan: options.plan ?? plans.change,
    lines: options.lines ?? [],
  };
  const api = anApi();
  api.getRun.mockImplementation(async () => backend.run);
  api.getPlan.mockImplementation(async () => backend.plan);
  api.getLog.mockImplementation(async (_, query) =>
    pageOf(backend.lines, query, false),
  );
  const onChanged = jest.fn();
  const rendered = renderInPortal(
    <RunPanel runId="run-4" onChanged={onChanged} />,
    { api },
  );
  return { api, backend, onChanged, ...rendered };
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

describe('a run', () => {
  it('tells who asked for it, why, and where it stands', async () => {
    show();
    expect(
      await screen.findByRole('heading', { name: 'Run 4: Apply' }),
    ).toBeVisible();
    expect(screen.getByText('Awaiting approval')).toBeVisible();
    expect(screen.getByText(/Asked for by minji/)).toBeVisible();
    expect(screen.getByText('Reason: More room for orders')).toBeVisible();
  });

  it('tells what it costs and what is left of the budget', async () => {
    show();
    expect(await screen.findByText('+$10.00')).toBeVisible();
    expect(
      await screen.findByText(/\$3,005 of \$3,000 with this plan/),
    ).toHaveTextContent('over budget by $5.00');
  });

  it('names the attribute and the fix of each finding, blocks first', async () => {
    const warning = aPlan().findings[0];
    show({
      run: aRun({
        plan: aPlan({
          findings: [
            warning,
            {
              ...warning,
              rule: 'no-public-access',
              severity: 'block',
              attribute: 'acl',
              message: 'It is open to everybody.',
              fix: 'Make it private.',
            },
          ],
        }),
      }),
    });
    const list = await screen.findByRole('list', {
      name: 'What policies have found',
    });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent('Blocks');
    expect(first).toHaveTextContent('What to do: Make it private.');
    expect(first).toHaveTextContent('aws_sqs_queue.jobs acl');
    expect(second).toHaveTextContent('Warns');
    expect(screen.getByText('1 finding blocks this plan')).toBeVisible();
  });

  it('follows what the backend says of it', async () => {
    const { backend, signal } = show();
    await screen.findByText('Awaiting approval');
    backend.run = aRun({ phase: 'applying' });
    act(() => signal('provisioning:stack-1'));
    expect(await screen.findByText('Applying')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Approve…' }),
    ).not.toBeInTheDocument();
  });

  it('is loading until there is an answer', () => {
    renderInPortal(<RunPanel runId="run-4" />, { api: anApi() });
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('says what did not work, and tries again', async () => {
    const { api } = show();
    api.getRun.mockReset();
    api.getRun.mockRejectedValueOnce(aRefusal(404, 'No such run'));
    api.getRun.mockResolvedValue(aRun());
    renderInPortal(<RunPanel runId="run-5" />, { api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The run could not be loaded');
    expect(alert).toHaveTextContent('No such run');
    await userEvent.click(within(alert).getByRole('button'));
    await waitFor(() => expect(alert).not.toBeInTheDocument());
  });

  it('says that a plan is out of date, and what to do', async () => {
    show({ run: aRun({ phase: 'stale' }) });
    expect(await screen.findByText('This plan is out of date')).toBeVisible();
    expect(screen.getByText(/Make a new plan/)).toBeVisible();
  });

  it('lists what an interrupted run has left, with blocks to take it over', async () => {
    const importBlock = 'import {\n  to = aws_sqs_queue.jobs\n  id = "q"\n}';
    show({
      run: aRun({
        phase: 'interrupted',
        orphans: [
          { address: 'aws_sqs_queue.jobs', id: 'q', importBlock },
          { address: 'aws_s3_bucket.objects', id: null, importBlock: null },
        ],
      }),
    });
    const user = userEvent.setup();
    expect(await screen.findByText('It was cut off')).toBeVisible();
    expect(screen.getByText(/look for it in the console/)).toBeVisible();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(await button('Copy import block'));
    await waitFor(() => expect(written).toHaveBeenCalledWith(importBlock));
  });

  it('tells the error with its hint and what the engine says', async () => {
    show({
      run: aRun({
        phase: 'failed',
        error: {
          code: 'apply-failed',
          message: 'The queue could not be made.',
          hint: 'Choose another name.',
          diagnostics: [
            {
              severity: 'error',
              summary: 'QueueAlreadyExists',
              detail: '<b>not markup</b>',
              address: 'aws_sqs_queue.jobs',
            },
          ],
        },
      }),
    });
    expect(
      await screen.findByText(
        'The queue could not be made. Choose another name.',
      ),
    ).toBeVisible();
    expect(screen.getByText('QueueAlreadyExists')).toBeVisible();
    expect(screen.getByText('<b>not markup</b>')).toBeVisible();
  });
});

describe('the decision on a plan', () => {
  const reject = () => screen.findByRole('dialog');

  it('approves exactly the plan that was shown', async () => {
    const { api, toast, onChanged } = show();
    api.approve.mockResolvedValue(aRun({ phase: 'approved' }));
    await userEvent.click(await button('Approve…'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Plan ab12ab12ab12 of run 4');
    expect(dialog).toHaveTextContent('2 to replace, 1 to create');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Comment/ }),
      ' Looks right ',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.approve).toHaveBeenCalledWith('run-4', {
      digest: aPlan().digest,
      comment: 'Looks right',
    });
    expect(toast.post).toHaveBeenCalled();
    expect(onChanged).toHaveBeenCalled();
  });

  it('asks to type what a loss of data has to be confirmed with', async () => {
    const { api } = show({
      run: aRun({
        plan: aPlan({
          confirmation: 'orders-storage',
          stateful: ['aws_dynamodb_table.sessions'],
        }),
      }),
    });
    api.approve.mockResolvedValue(aRun());
    await userEvent.click(await button('Approve…'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Data is lost with:');
    expect(dialog).toHaveTextContent('aws_dynamodb_table.sessions');
    const submit = within(dialog).getByRole('button', { name: 'Approve' });
    await userEvent.click(submit);
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'This is not orders-storage.',
    );
    expect(api.approve).not.toHaveBeenCalled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Type orders-storage/ }),
      'orders-storage',
    );
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.approve).toHaveBeenCalledWith(
        'run-4',
        expect.objectContaining({ confirmation: 'orders-storage' }),
      ),
    );
  });

  it('does not decide on another plan than was shown', async () => {
    const { api, backend, signal } = show();
    await userEvent.click(await button('Approve…'));
    await screen.findByRole('dialog');
    backend.run = aRun({ plan: aPlan({ digest: 'sha256:other' }) });
    act(() => signal('provisioning:stack-1'));
    const dialog = await reject();
    expect(
      await within(dialog).findByText('It has changed since you looked'),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
    expect(api.approve).not.toHaveBeenCalled();
  });

  it('tells of a plan that the backend finds out of date, and asks again', async () => {
    const { api } = show();
    api.approve.mockRejectedValue(aRefusal(409, 'Another plan waits'));
    await userEvent.click(await button('Approve…'));
    const dialog = await screen.findByRole('dialog');
    const before = api.getRun.mock.calls.length;
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(
      await within(dialog).findByText('It has changed since you looked'),
    ).toBeVisible();
    expect(api.getRun.mock.calls.length).toBe(before + 1);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Look at it again' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('stays open when it is refused, with the reason', async () => {
    const { api } = show();
    api.approve.mockRejectedValue(aRefusal(403, 'It is your own run'));
    await userEvent.click(await button('Approve…'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Not possible: It is your own run',
    );
  });

  it('needs a reason to reject', async () => {
    const { api } = show();
    api.reject.mockResolvedValue(aRun({ phase: 'rejected' }));
    await userEvent.click(await button('Reject…'));
    const dialog = await screen.findByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: 'Reject' });
    await userEvent.click(submit);
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Say why.');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Too large');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.reject).toHaveBeenCalledWith('run-4', {
        digest: aPlan().digest,
        comment: 'Too large',
      }),
    );
  });

  it('says why somebody may not approve', async () => {
    const no = { offered: false as const, reason: 'You have asked for it.' };
    show({ run: aRun({ access: { approve: no, reject: no, cancel: no } }) });
    expect(
      await screen.findByText('You cannot approve it: You have asked for it.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve…' })).toBeNull();
  });

  it('cancels with a reason', async () => {
    const { api } = show({ run: aRun({ phase: 'applying' }) });
    api.cancel.mockResolvedValue(aRun());
    await userEvent.click(await button('Cancel the run…'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Wrong region');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel the run' }),
    );
    await waitFor(() =>
      expect(api.cancel).toHaveBeenCalledWith('run-4', {
        reason: 'Wrong region',
      }),
    );
  });
});

describe('the plan of a run', () => {
  const list = () =>
    screen.findByRole('list', { name: 'Resources of the plan' });

  it('has what is lost first, with the attribute that forces it', async () => {
    show();
    const items = within(await list()).getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('Destroy and make anew (2)');
    expect(items[1]).toHaveTextContent('aws_dynamodb_table.sessions');
    expect(items[1]).toHaveTextContent('because of');
    expect(items[3]).toHaveTextContent('Create (1)');
  });

  it('shows what changes of a resource, and hides what is sensitive', async () => {
    show();
    await list();
    await userEvent.click(await button(/aws_ssm_parameter.password/));
    const table = await screen.findByRole('table', {
      name: 'Attributes of aws_ssm_parameter.password',
    });
    expect(
      within(table).getByRole('row', { name: /^value \(sensitive\)/ }),
    ).toBeVisible();
    expect(
      within(table).getByRole('row', { name: /^arn known after apply/ }),
    ).toBeVisible();
    // What is made has had no values.
    expect(
      within(table).queryByRole('columnheader', { name: 'Before' }),
    ).not.toBeInTheDocument();
  });

  it('is searched', async () => {
    show();
    await list();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in the plan' }),
      'sqs',
    );
    await waitFor(async () =>
      expect(within(await list()).getAllByRole('listitem')).toHaveLength(2),
    );
    expect(screen.getByText('1 resource')).toBeVisible();
  });

  it('has in the page only what is on the screen of a large one', async () => {
    const [resource] = plans.create.resources;
    show({
      plan: {
        ...plans.create,
        resources: Array.from({ length: 2000 }, (_, index) => ({
          ...resource,
          address: `aws_dynamodb_table.many[${index}]`,
        })),
      },
    });
    const shown = within(await list()).getAllByRole('listitem');
    expect(shown.length).toBeLessThan(60);
    expect(shown[0]).toHaveTextContent('Create (2000)');
    expect(shown[0]).toHaveAttribute('aria-setsize', '2001');
  });

  it('says what could not be loaded', async () => {
    const api = anApi();
    api.getRun.mockResolvedValue(aRun());
    api.getPlan.mockRejectedValue(aRefusal(500, 'broken'));
    renderInPortal(<RunPanel runId="run-4" />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The plan could not be loaded',
    );
  });
});

describe('the log of a run', () => {
  const log = () => screen.findByRole('log', { name: 'Log of run 4' });

  it('is read on when there is more, and tells levels by words', async () => {
    const { backend, signal } = show({
      run: aRun({ phase: 'applying' }),
      lines: [aLine(1, 'Terraform 1.11.4')],
    });
    expect(await log()).toHaveTextContent('Terraform 1.11.4');
    backend.lines = [
      ...backend.lines,
      aLine(2, 'It is slow', { level: 'warn' }),
      aLine(3, '<img src=x>', { level: 'error' }),
    ];
    act(() => signal('provisioning:stack-1'));
    await waitFor(async () =>
      expect(await log()).toHaveTextContent('Error<img src=x>'),
    );
    expect(await log()).toHaveTextContent('WarningIt is slow');
  });

  it('says where lines were left out', async () => {
    show({ lines: [aLine(1, 'first'), aLine(91, 'last')] });
    expect(await log()).toHaveTextContent('89 lines left out');
  });

  it('begins at the end of a long one, and reads what is before on demand', async () => {
    const lines = Array.from({ length: 5100 }, (_, index) =>
      aLine(index + 1, `line ${index + 1}`),
    );
    const { api } = show({ run: aRun({ logEnd: 5100 }), lines });
    const earlier = await button('Load 100 earlier lines');
    expect(api.getLog.mock.calls[0][1].after).toBe(100);
    await userEvent.click(earlier);
    await waitFor(() => expect(earlier).not.toBeInTheDocument());
    expect(within(await log()).queryAllByText(/^line /).length).toBeLessThan(
      100,
    );
  });

  it('is searched in what is loaded', async () => {
    show({ lines: [aLine(1, 'Creating...'), aLine(2, 'Error: no')] });
    await log();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in the log' }),
      'error',
    );
    expect(await screen.findByText('1 line')).toBeVisible();
    expect(await log()).not.toHaveTextContent('Creating');
  });

  it('says how far the resources of an apply have come', async () => {
    const address = 'aws_sqs_queue.jobs';
    show({
      run: aRun({
        phase: 'applying',
        times: { ...aRun().times, applyStarted: '2026-11-24T01:00:30.000Z' },
      }),
      lines: [aLine(1, `${address}: Destroying... [id=q]`, { address })],
    });
    const progress = await screen.findByRole('list', { name: 'Progress' });
    await waitFor(() =>
      expect(progress).toHaveTextContent(`${address}: under way`),
    );
    expect(screen.getByText('0 of 3 done')).toBeVisible();
  });
});
