import { readFileSync, rmSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { inputOf, runAction } from '../../__testUtils__/runAction';
import { createStampAction } from './stamp';

describe('heal7:template:stamp', () => {
  const workspace = createMockDirectory();
  const context = {
    workspacePath: workspace.path,
    templateInfo: { entityRef: 'template:default/web' },
  };
  const stamp = (input: object) =>
    runAction(
      createStampAction(),
      { version: '1.2.0', answers: {}, ...input },
      context,
    );
  const text = () =>
    readFileSync(workspace.resolve('.heal7/template.yaml'), 'utf8');

  beforeEach(() => workspace.setContent({ 'README.md': 'shared' }));

  it('runs every example it documents', async () => {
    const action = createStampAction();
    for (const example of action.examples ?? []) {
      await runAction(action, inputOf(example), context);
    }
    expect(parse(text()).template.ref).toBe('template:default/nextjs-web');
  });

  it('records each layer after it was rendered', async () => {
    await stamp({ layer: 'shared' });
    workspace.addContent({ 'README.md': 'own', 'src/main.ts': '' });
    const answers = { name: 'shop', note: '안녕: "x" ${{ y }}', token: 't' };
    const { digests } = await stamp({ layer: 'own', answers });
    const recorded = parse(text());
    expect(recorded).toMatchObject({
      template: { ref: 'template:default/web', version: '1.2.0' },
      answers: { name: 'shop', note: '안녕: "x" ${{ y }}' },
      layers: [
        { name: 'shared', files: {} },
        {
          name: 'own',
          files: {
            'README.md': expect.stringMatching(/^[0-9a-f]{64}$/),
            'src/main.ts': expect.any(String),
          },
        },
      ],
    });
    expect(recorded.answers).not.toHaveProperty('token');
    expect(digests.own).toBe(recorded.layers[1].digest);
  });

  it('changes nothing when it runs again', async () => {
    await stamp({ layer: 'shared' });
    workspace.addContent({ 'src/main.ts': '' });
    await stamp({ layer: 'own' });
    const before = text();
    await stamp({ layer: 'own' });
    await stamp({});
    expect(text()).toBe(before);
  });

  it('forgets what was removed afterwards', async () => {
    workspace.addContent({ 'deploy/aws.yaml': '' });
    await stamp({ layer: 'shared' });
    rmSync(workspace.resolve('deploy'), { recursive: true });
    await stamp({});
    expect(Object.keys(parse(text()).layers[0].files)).toEqual(['README.md']);
  });

  it('refuses a folder outside of the workspace', async () => {
    await expect(stamp({ targetPath: '../..' })).rejects.toThrow('not allowed');
  });

  it('asks for the template where none is known', async () => {
    await expect(
      runAction(
        createStampAction(),
        { version: '1', answers: {} },
        { workspacePath: workspace.path },
      ),
    ).rejects.toThrow('set the input template');
  });
});
