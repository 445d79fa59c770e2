import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RevisionChanges } from '@heal7/backstage-plugin-deployments-common';
import { anAnswer, aState, aView } from '../../__testUtils__/states';
import {
  anApi,
  aRefusal,
  renderInPortal,
} from '../../__testUtils__/renderInPortal';
import { DeploymentsContent } from '../DeploymentsContent';

const changes: RevisionChanges = {
  from: 'a',
  to: 'b',
  repository: 'https://github.com/heal7/web',
  compareUrl: 'https://github.com/heal7/web/compare/a...b',
  totalCommits: 60,
  unavailable: null,
  commits: [
    {
      sha: '0123456789abcdef',
      title: 'Cache the <b>score</b>',
      author: 'Kim Seo-yeon',
      at: '2026-03-02T08:00:00Z',
      url: 'https://github.com/heal7/web/commit/0123456789abcdef',
      pullRequest: 412,
    },
    {
      sha: 'fedcba9876543210',
      title: 'Other',
      author: 'x',
      at: null,
      url: 'data:text/html,alert',
      pullRequest: null,
    },
  ],
};

function show(answer: RevisionChanges | Error) {
  const state = aState();
  state.revisions[0].digests = ['sha256:0123456789abcdef'];
  state.revisions[0].source = {
    repository: 'https://github.com/heal7/web',
    commit: 'abcdef0123456789',
  };
  const api = anApi(anAnswer({ items: [aView(state)] }));
  if (answer instanceof Error) {
    api.getChanges.mockRejectedValue(answer);
  } else {
    api.getChanges.mockResolvedValue(answer);
  }
  renderInPortal(<DeploymentsContent />, { api });
  return api;
}
const open = async () =>
  userEvent.click(await screen.findByText('Changes in this revision'));

describe('Changes', () => {
  it('asks only when opened, and shows text as text', async () => {
    const api = show(changes);
    await screen.findByText('Changes in this revision');
    expect(api.getChanges).not.toHaveBeenCalled();
    await open();
    const list = within(await screen.findByRole('list', { name: 'Commits' }));
    const [first, second] = list.getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /Cache the <b>score<\/b>.*01234567.*Kim Seo-yeon.*Pull request 412/,
    );
    expect(within(first).getByRole('link')).toHaveAttribute(
      'href',
      changes.commits[0].url,
    );
    // What is no web page is not followed.
    expect(within(second).queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText('The newest 2 of 60 commits')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Compare on the git host/ }),
    ).toHaveAttribute('href', changes.compareUrl);
  });

  it.each([
    ['no-source', /do not say what they were built from/],
    ['no-integration', /no access to this git host/],
    ['no-answer', /did not answer with commits/],
  ] as const)('says quietly that there is %s', async (code, text) => {
    show({
      ...changes,
      commits: [],
      totalCommits: 0,
      unavailable: { code, message: '' },
    });
    await open();
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that it could not be asked for', async () => {
    show(aRefusal(500, 'Out of order'));
    await open();
    expect(
      await screen.findByText(/not be loaded: Out of order/),
    ).toBeVisible();
  });

  it('names the image that runs, and links what it was built from', async () => {
    show(changes);
    expect(
      await screen.findByRole('button', {
        name: /Digest 01234567 ?, Copy sha256:0123456789abcdef/,
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Source abcdef01/ }),
    ).toHaveAttribute(
      'href',
      'https://github.com/heal7/web/commit/abcdef0123456789',
    );
  });
});
