import { waitFor } from '@testing-library/react';
import mermaid from 'mermaid';
import { drawInPlaceOf } from './drawInPlaceOf';

jest.mock('mermaid', () => ({
  __esModule: true,
  default: { initialize: jest.fn(), render: jest.fn() },
}));
const render = mermaid.render as jest.Mock;

describe('drawInPlaceOf', () => {
  const setUp = () => {
    document.body.innerHTML = '<main><div id="block">graph TB</div></main>';
    return document.getElementById('block')!;
  };
  const figure = () => document.querySelector('figure');

  it('shows the drawing and keeps the source at hand', async () => {
    render.mockResolvedValueOnce({ svg: '<svg></svg>' });
    const block = setUp();
    drawInPlaceOf(block, 'graph TB', 'dark');
    await waitFor(() => expect(figure()).toContainHTML('<svg></svg>'));
    expect(figure()).toHaveTextContent('graph TB');
    expect(block).not.toBeVisible();
    expect(mermaid.initialize).toHaveBeenCalledWith(
      expect.objectContaining({ theme: 'dark', securityLevel: 'strict' }),
    );
  });

  it('keeps the block and says why when it cannot be drawn', async () => {
    render.mockRejectedValueOnce(new Error('Parse error on line 2'));
    const block = setUp();
    drawInPlaceOf(block, 'graph TB', 'light');
    await waitFor(() =>
      expect(figure()).toHaveTextContent('Parse error on line 2'),
    );
    expect(block).toBeVisible();
  });

  it('puts the block back, even while still drawing', async () => {
    let finish = (_: { svg: string }) => {};
    render.mockReturnValueOnce(
      new Promise(resolve => {
        finish = resolve;
      }),
    );
    const block = setUp();
    const undo = drawInPlaceOf(block, 'graph TB', 'light');
    await waitFor(() => expect(render).toHaveBeenCalled());
    undo();
    finish({ svg: '<svg></svg>' });
    await Promise.resolve();
    expect(figure()).toBeNull();
    expect(block).toBeVisible();
  });
});
