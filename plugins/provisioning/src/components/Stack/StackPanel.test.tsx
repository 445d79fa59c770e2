import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import {
  anApi,
  aRefusal,
  layOut,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { aRun, plans } from '../../__testUtils__/runs';
import { aStack } from '../../__testUtils__/stacks';
import { StackPanel } from './StackPanel';

beforeAll(() => layOut(38));

function show(stack: StackView = aStack(), at = '/') {
  const backend = { stack };
  const api = anApi();
  api.getStack.mockImplementation(async () => backend.stack);
  const rendered = renderInPortal(<StackPanel stackId="stack-1" level="h1" />, {
    api,
    at,
  });
  return { api, backend, ...rendered };
}

const tab = (name: string) => screen.findByRole('tab', { name });
const open = async (name: string) => {
  await userEvent.click(await tab(name));
  return screen.findByRole('tabpanel', { name });
};

describe('the page of a stack', () => {
  it('tells what it is and where it stands', async () => {
    show();
    expect(
      await screen.findByRole('heading', { name: 'orders-storage', level: 1 }),
    ).toBeVisible();
    expect(screen.getByText('Applied')).toBeVisible();
    expect(screen.getByText('Protected from deletion')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Definition' })).toHaveAttribute(
      'href',
      'https://github.com/heal7/web/blob/main/infra/storage.yaml',
    );
    expect(screen.getByRole('link', { name: 'web-team' })).toBeVisible();
  });

  it('shows the run that is under way, and follows the stack', async () => {
    const { api, backend, signal } = show();
    await screen.findByText('Applied');
    expect(api.getRun.mock.calls[0][0]).toBe('run-3');
    backend.stack = aStack({
      phase: 'awaiting-approval',
      currentRun: {
        id: 'run-4',
        number: 4,
        kind: 'apply',
        phase: 'awaiting-approval',
        error: null,
        at: '2026-11-24T01:00:00.000Z',
      },
    });
    act(() => signal('provisioning:stack-1'));
    expect(await screen.findByText('A plan waits for approval')).toBeVisible();
    await waitFor(() =>
      expect(api.getRun.mock.calls.map(([id]) => id)).toContain('run-4'),
    );
  });

  it.each([
    ['requested', 'Nothing has been planned yet'],
    ['interrupted', 'The last run was cut off'],
    ['reset', 'The state of this stack is gone'],
    ['destroyed', 'Everything of this stack has been destroyed'],
  ] as const)(
    'says what waits for a person when it is %s',
    async (phase, words) => {
      show(aStack({ phase, lastRun: null }));
      expect(await screen.findByText(words)).toBeVisible();
    },
  );

  it('says why the last run has failed', async () => {
    show(
      aStack({
        phase: 'failed',
        lastRun: {
          ...aStack().lastRun!,
          phase: 'failed',
          error: {
            code: 'x',
            message: 'No quota.',
            hint: 'Ask for more.',
            diagnostics: [],
          },
        },
      }),
    );
    expect(await screen.findByText('No quota. Ask for more.')).toBeVisible();
  });

  it('tells once why something is not possible', async () => {
    const no = { offered: false as const, reason: 'A run is under way.' };
    show(
      aStack({ access: { plan: no, check: no, destroy: no, unprotect: no } }),
    );
    expect(
      await screen.findByText(
        'Plan, Check for drift, Take protection off, Destroy: A run is under way.',
      ),
    ).toBeVisible();
  });

  it('is loading until there is an answer', () => {
    renderInPortal(<StackPanel stackId="stack-1" level="h1" />, {
      api: anApi(),
    });
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('says what it could not load', async () => {
    const api = anApi();
    api.getStack.mockRejectedValue(aRefusal(404, 'No stack of this id'));
    renderInPortal(<StackPanel stackId="stack-1" level="h1" />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No stack of this id',
    );
  });
});

describe('the parts of a stack', () => {
  it('list its resources with links that lead to the web only', async () => {
    show();
    const panel = await open('Resources');
    expect(
      within(panel).getByRole('link', { name: 'heal7-orders in the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/resource/heal7-orders');
    expect(
      within(panel).getAllByRole('link', { name: /in the console/ }),
    ).toHaveLength(1);
  });

  it('hide sensitive outputs', async () => {
    show();
    const panel = await open('Outputs');
    expect(
      within(panel).getByRole('row', { name: /password \(sensitive\)/ }),
    ).toBeVisible();
    expect(
      within(panel).getByRole('row', { name: /bucket "heal7-orders"/ }),
    ).toBeVisible();
  });

  it('reckon the cost, and list what has no price', async () => {
    show();
    const panel = await open('Cost');
    expect(panel).toHaveTextContent('at least $12.50 a month');
    expect(panel).toHaveTextContent('500 GB × $0.025');
    expect(panel).toHaveTextContent('aws-s3-standard-ap-northeast-2');
    expect(
      within(panel).getByRole('row', {
        name: /aws_sqs_queue.jobs It is paid by use/,
      }),
    ).toBeVisible();
  });

  it('are kept in the address', async () => {
    show(aStack(), '/?section=outputs');
    expect(await tab('Outputs')).toHaveAttribute('aria-selected', 'true');
  });

  it('list the runs, each leading to its page, and earlier ones on demand', async () => {
    const { api } = show();
    api.getRuns.mockImplementation(async (_, cursor) =>
      cursor
        ? { items: [aRun({ id: 'run-1', number: 1 })], nextCursor: null }
        : { items: [aRun({ id: 'run-2', number: 2 })], nextCursor: 'next' },
    );
    await open('History');
    expect(
      await screen.findByRole('link', { name: 'Run 2: Apply' }),
    ).toHaveAttribute('href', '/infrastructure/runs/run-2');
    await userEvent.click(screen.getByRole('button', { name: 'Earlier runs' }));
    expect(
      await screen.findByRole('link', { name: 'Run 1: Apply' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Run 2: Apply' })).toBeVisible();
  });
});

describe('drift', () => {
  const drifted = aStack({
    phase: 'drifted',
    drift: {
      checkedAt: '2026-11-24T01:00:00.000Z',
      runId: 'run-9',
      resources: [plans.change.resources[1]],
    },
  });

  it('is told first, and leads to what differs', async () => {
    show(drifted);
    expect(
      await screen.findByText('1 resource is not as it was applied'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'See what differs' }),
    );
    const list = await screen.findByRole('list', {
      name: 'Resources that differ',
    });
    expect(list).toHaveTextContent('aws_sqs_queue.jobs');
    expect(screen.getByRole('link', { name: 'See the check' })).toHaveAttribute(
      'href',
      '/infrastructure/runs/run-9',
    );
  });

  it('is put back by a new plan, of the stack as it was seen', async () => {
    const { api } = show(drifted, '/?section=drift');
    api.startRun.mockResolvedValue(aRun());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reconcile…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('puts the cloud back');
    const submit = within(dialog).getByRole('button', { name: 'Plan' });
    await within(dialog).findByText(/Somebody else than/);
    await userEvent.click(submit);
    // Production asks why.
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Say why.');
    await userEvent.type(within(dialog).getByRole('textbox'), 'Put it back');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(api.startRun).toHaveBeenCalledWith('stack-1', {
        kind: 'apply',
        reason: 'Put it back',
        version: 7,
        idempotencyKey: expect.any(String),
      }),
    );
  });

  it('tells that nobody has looked, or that nothing differs', async () => {
    const { backend, signal } = show(aStack(), '/?section=drift');
    expect(await screen.findByText('Nobody has looked yet')).toBeVisible();
    backend.stack = aStack({ drift: { ...drifted.drift!, resources: [] } });
    act(() => signal('provisioning:stack-1'));
    expect(await screen.findByText('Nothing differs')).toBeVisible();
  });
});

describe('starting a run', () => {
  it('explains that protection goes before what it protects', async () => {
    show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take protection off…' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'the first of two plans',
    );
  });

  it('lets a check run without a reason', async () => {
    const { api } = show();
    api.startRun.mockResolvedValue(aRun({ kind: 'check' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Check for drift…' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Check' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.startRun.mock.calls[0][1]).toMatchObject({ kind: 'check' });
  });

  it('can go on by itself only where nobody has to approve', async () => {
    const { api } = show(aStack({ environment: 'development' }));
    api.startRun.mockResolvedValue(aRun());
    await userEvent.click(await screen.findByRole('button', { name: 'Plan…' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      await within(dialog).findByRole('switch', { name: /Apply by itself/ }),
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Plan' }));
    await waitFor(() =>
      expect(api.startRun.mock.calls[0][1]).toMatchObject({ autoApply: true }),
    );
  });

  it('does nothing on a stack that has changed, and asks again', async () => {
    const { api } = show(aStack({ environment: 'development' }));
    api.startRun.mockRejectedValue(aRefusal(409, 'A run is under way'));
    await userEvent.click(await screen.findByRole('button', { name: 'Plan…' }));
    const dialog = await screen.findByRole('dialog');
    const before = api.getStack.mock.calls.length;
    await userEvent.click(within(dialog).getByRole('button', { name: 'Plan' }));
    expect(
      await within(dialog).findByText('It has changed since you looked'),
    ).toBeVisible();
    expect(api.getStack.mock.calls.length).toBe(before + 1);
  });
});
