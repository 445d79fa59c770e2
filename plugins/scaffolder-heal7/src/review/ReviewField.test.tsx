import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { renderField } from '../__testUtils__/renderField';
import { ReviewField } from './ReviewField';
import { reviewApiRef } from './reviewApi';
import type { Review } from './reviewApi';

const REVIEW: Review = {
  files: [
    { path: 'README.md', content: '# heal7-web\n' },
    { path: 'deploy/values.yaml', content: 'replicas: 3\n' },
    { path: 'run.sh', content: 'exit 0\n', executable: true },
    { path: 'logo.png', content: '', binary: true },
  ],
  log: [{ message: 'rendered', level: 'info' }],
};

const failing = (status: number, message: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'InputError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ) as never,
  ).then(error => Promise.reject(error));

const open = (
  review: jest.Mock,
  template: string | undefined = 'template:default/nextjs-web',
) =>
  renderField(ReviewField, {
    apis: [[reviewApiRef, { review }]],
    answers: { name: 'heal7-web', field: 'itself' },
    options: template ? { template } : {},
  });
const rendered = () => screen.findByRole('tree');

describe('ReviewField', () => {
  it('renders the form’s answers, and shows the files', async () => {
    const review = jest.fn().mockResolvedValue(REVIEW);
    await open(review);
    expect(screen.getByText('Rendering the files…')).toBeInTheDocument();
    const tree = await rendered();
    expect(review).toHaveBeenCalledTimes(1);
    expect(review).toHaveBeenCalledWith(
      'template:default/nextjs-web',
      { name: 'heal7-web' },
      expect.any(AbortSignal),
    );
    expect(screen.getByText('4 files, 31B')).toBeInTheDocument();
    expect(
      within(tree)
        .getAllByRole('treeitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['deploy', 'values.yaml', 'logo.png', 'README.md', 'run.sh']);
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: /README\.md/ }),
      ).toHaveTextContent('# heal7-web'),
    );
  });

  it('shows the file that is chosen, by the keyboard alone', async () => {
    await open(jest.fn().mockResolvedValue(REVIEW));
    const tree = await rendered();
    act(() => within(tree).getByRole('treeitem', { name: 'deploy' }).focus());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() =>
      expect(
        screen.getByRole('region', { name: /deploy\/values\.yaml/ }),
      ).toHaveTextContent('replicas: 3'),
    );
    await userEvent.keyboard('{End}{Enter}');
    expect(
      screen.getByRole('heading', { name: /run\.sh.*executable/ }),
    ).toBeInTheDocument();
  });

  it('finds a file by a part of its path', async () => {
    await open(jest.fn().mockResolvedValue(REVIEW));
    await rendered();
    const search = screen.getByRole('searchbox', { name: 'Find a file' });
    await userEvent.type(search, 'VALUES');
    expect(screen.getAllByRole('treeitem')).toHaveLength(2);
    await userEvent.type(search, 'zzz');
    expect(screen.getByText(/No file matches/)).toBeInTheDocument();
  });

  it('says so of a file that is not text', async () => {
    await open(jest.fn().mockResolvedValue(REVIEW));
    await rendered();
    await userEvent.click(screen.getByRole('treeitem', { name: 'logo.png' }));
    expect(screen.getByText('This file is not text')).toBeInTheDocument();
  });

  it('marks files of earlier answers until they are rendered anew', async () => {
    const review = jest.fn().mockResolvedValue(REVIEW);
    const field = await open(review);
    await rendered();
    field.setAnswers({ name: 'heal7-other' });
    expect(screen.getByText(/answers have changed/)).toBeInTheDocument();
    await waitFor(() => expect(review).toHaveBeenCalledTimes(2));
    await waitFor(() =>
      expect(screen.queryByText(/answers have changed/)).toBeNull(),
    );
  });

  it('says which value was wrong, keeping the latest files', async () => {
    const review = jest
      .fn()
      .mockResolvedValueOnce(REVIEW)
      .mockImplementationOnce(() =>
        failing(
          400,
          'step render, file deploy/values.yaml: size.cpu is no CPU',
        ),
      );
    const field = await open(review);
    await rendered();
    field.setAnswers({ name: 'heal7-other' });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('These answers cannot be rendered');
    expect(alert).toHaveTextContent('file deploy/values.yaml: size.cpu');
    expect(screen.getByRole('tree')).toBeInTheDocument();
    expect(screen.getByText(/answers have changed/)).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not preview this template'],
    [404, 'The portal does not know this template any more'],
    [503, 'You can go on without the preview'],
  ])('does not stand in the way after %d', async (status, text) => {
    await open(jest.fn(() => failing(status, 'for a reason')));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(text);
    expect(alert).toHaveTextContent('for a reason');
  });

  it('renders again when asked', async () => {
    const review = jest.fn().mockResolvedValue(REVIEW);
    await open(review);
    await rendered();
    await userEvent.click(screen.getByRole('button', { name: 'Render again' }));
    await waitFor(() => expect(review).toHaveBeenCalledTimes(2));
  });

  it('ends the request when it is cancelled', async () => {
    const review = jest.fn(() => new Promise<Review>(() => {}));
    await open(review as jest.Mock);
    await waitFor(() => expect(review).toHaveBeenCalled());
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    const [, , signal] = review.mock.calls[0] as unknown as [
      string,
      object,
      AbortSignal,
    ];
    expect(signal.aborted).toBe(true);
    expect(screen.getByText(/Rendering was cancelled/)).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Render again' }),
    ).toBeInTheDocument();
  });

  it('asks nothing where there is no template', async () => {
    const review = jest.fn();
    await renderField(ReviewField, { apis: [[reviewApiRef, { review }]] });
    expect(
      screen.getByText(/where the template is used to create/),
    ).toBeInTheDocument();
    expect(review).not.toHaveBeenCalled();
  });
});
