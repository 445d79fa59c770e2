import { valueView } from './plannedValue';

const known = (value: never) => valueView({ kind: 'known', value });

describe('a planned value', () => {
  it('tells the text 1 from the number', () => {
    expect(known('1' as never)).toMatchObject({ text: '"1"' });
    expect(known(1 as never)).toMatchObject({ text: '1' });
  });

  it('leaves a text of several lines as it is', () => {
    expect(known('a\nb' as never)).toMatchObject({ text: 'a\nb' });
  });

  it('is shortened between characters', () => {
    const view = known('😀'.repeat(200) as never);
    expect(view.kind === 'text' && view.short).toBe(`"${'😀'.repeat(159)}…`);
  });

  it('is words where there is none to show', () => {
    expect(valueView({ kind: 'sensitive' })).toEqual({
      kind: 'words',
      words: { key: 'value.sensitive' },
    });
    expect(valueView({ kind: 'unknown' })).toEqual({
      kind: 'words',
      words: { key: 'value.unknown' },
    });
    expect(
      valueView({ kind: 'long', beginning: 'MII', characters: 9000 }),
    ).toMatchObject({ words: { params: { beginning: 'MII', count: 9000 } } });
  });
});
