import { resultOf } from './result';

describe('resultOf', () => {
  it('reads what our templates give', () => {
    expect(
      resultOf({
        entityRef: 'component:default/heal7-web',
        repositoryUrl: 'https://github.com/heal7/heal7-web',
        pipelineUrl: 'https://github.com/heal7/heal7-web/actions',
        cloneUrl: 'git@github.com:heal7/heal7-web.git',
      }),
    ).toEqual({
      entity: { kind: 'component', namespace: 'default', name: 'heal7-web' },
      repositoryUrl: 'https://github.com/heal7/heal7-web',
      pipelineUrl: 'https://github.com/heal7/heal7-web/actions',
      cloneCommand: 'git clone git@github.com:heal7/heal7-web.git',
      links: [],
      texts: [],
    });
  });

  it('finds the entity and the clone command in links and texts, too', () => {
    const result = resultOf({
      links: [
        { title: 'Open', entityRef: 'component:default/web' },
        { title: 'Wiki', url: 'https://wiki.example.com' },
      ],
      text: [
        { title: 'Repository', content: '`git clone file:///srv/web.git`' },
        { title: 'Note', content: 'Read this.' },
      ],
    });
    expect(result.entity?.name).toBe('web');
    expect(result.cloneCommand).toBe('git clone file:///srv/web.git');
    expect(result.links.map(({ title }) => title)).toEqual(['Wiki']);
    expect(result.texts.map(({ title }) => title)).toEqual(['Note']);
  });

  it('knows what belongs to a repository on GitHub', () => {
    const url = 'https://github.com/heal7/web.git';
    expect(resultOf({ links: [{ icon: 'github', url }] })).toMatchObject({
      repositoryUrl: url,
      pipelineUrl: 'https://github.com/heal7/web/actions',
      cloneCommand: `git clone ${url}`,
      links: [],
    });
  });

  it('leads to no address but a web page’s', () => {
    const result = resultOf({
      repositoryUrl: 'data:text/html,<script>',
      entityRef: 'no:entity:at/all/',
      links: [{ url: 'file:///etc/passwd' }],
    });
    expect(result.repositoryUrl).toBeUndefined();
    expect(result.links).toEqual([]);
  });

  it('shows no link twice', () => {
    const url = 'https://github.com/heal7/web';
    expect(resultOf({ repositoryUrl: url, links: [{ url }] }).links).toEqual(
      [],
    );
  });
});
