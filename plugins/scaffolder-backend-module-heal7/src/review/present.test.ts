import { presentFiles } from './present';

const limits = { shownFileBytes: 10, shownBytes: 16 };
const rendered = (path: string, content: string | Buffer) => ({
  path,
  base64Content: Buffer.from(content).toString('base64'),
});

describe('presentFiles', () => {
  it('sorts by path and keeps text as it is', () => {
    expect(
      presentFiles([rendered('b', '안녕'), rendered('a', '')], [], limits),
    ).toEqual([
      { path: 'a', content: '', executable: false },
      { path: 'b', content: '안녕', executable: false },
    ]);
  });

  it('cuts what is too long, never within a character', () => {
    // Each syllable has three bytes: the tenth byte is the fourth's first.
    expect(presentFiles([rendered('a', '가나다라마')], [], limits)).toEqual([
      { path: 'a', content: '가나다', executable: false, truncated: true },
    ]);
  });

  it('shows no more than allowed of all files together', () => {
    const files = ['a', 'b', 'c'].map(path => rendered(path, '12345678'));
    expect(
      presentFiles(files, [], limits).map(({ content, truncated }) => [
        content,
        truncated,
      ]),
    ).toEqual([
      ['12345678', undefined],
      ['12345678', undefined],
      ['', true],
    ]);
  });

  it.each([Buffer.from([0x50, 0, 1]), Buffer.from([0xff, 0xfe, 0x41])])(
    'shows nothing of %p, which is no text',
    content => {
      expect(presentFiles([rendered('logo', content)], [], limits)).toEqual([
        { path: 'logo', content: '', executable: false, binary: true },
      ]);
    },
  );

  it("knows from the template's files what is executable", () => {
    const source = {
      path: 'web/skeleton/run.sh',
      folder: 'web/skeleton',
      content: Buffer.from(''),
      executable: true,
    };
    expect(
      presentFiles(
        [rendered('run.sh', 'x'), rendered('x', 'x')],
        [source],
        limits,
      )
        .filter(({ executable }) => executable)
        .map(({ path }) => path),
    ).toEqual(['run.sh']);
  });
});
