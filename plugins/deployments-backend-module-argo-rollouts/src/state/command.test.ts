import { stringify } from 'yaml';
import { canary, rolloutObject } from '../__testUtils__/rollout';
import { runStateCommand } from './command';

const FILES: Record<string, string> = {
  '/a/prod.yaml': stringify(rolloutObject(canary())),
  '/b/prod.yaml': stringify(rolloutObject(canary())),
  '/a/pod.json': '{"apiVersion": "v1", "kind": "Pod"}',
  '/a/broken.yaml': 'a: [b',
  '/a/empty.yaml': '',
  '-': stringify(rolloutObject(canary())),
};

const run = (...files: string[]) =>
  runStateCommand(files, file => {
    if (!(file in FILES)) {
      throw new Error(`ENOENT: no such file or directory,\n open '${file}'`);
    }
    return FILES[file];
  });

const clusters = (stdout: string) =>
  (JSON.parse(stdout) as { cluster: string }[]).map(({ cluster }) => cluster);

describe('the state command', () => {
  it('prints the states as indented JSON', () => {
    const { stdout, stderr, exitCode } = run('/a/prod.yaml');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^\[\n {2}\{\n {4}"cluster": "prod.yaml",\n/);
    expect(stdout.endsWith(']\n')).toBe(true);
  });

  it('names the cluster after the file', () => {
    expect(clusters(run('/a/prod.yaml', '-').stdout)).toEqual([
      'prod.yaml',
      'stdin',
    ]);
  });

  it('keeps files of one name in two folders apart', () => {
    expect(clusters(run('/a/prod.yaml', '/b/prod.yaml').stdout)).toEqual([
      'prod.yaml',
      'prod.yaml',
    ]);
  });

  it('is content with one rollout in several files', () => {
    expect(run('/a/pod.json', '/a/prod.yaml').exitCode).toBe(0);
  });

  it.each([
    ['no file', [], /no file given.*usage/],
    [
      'no rollout',
      ['/a/pod.json', '/a/empty.yaml'],
      /pod\.json, .*empty\.yaml/,
    ],
    [
      'broken YAML',
      ['/a/prod.yaml', '/a/broken.yaml'],
      /^\/a\/broken\.yaml:1:/,
    ],
    ['a missing file', ['/a/missing.yaml'], /^\/a\/missing\.yaml: .*ENOENT/],
  ])('answers %s with one line and exit code 2', (_, files, line) => {
    const { stdout, stderr, exitCode } = run(...files);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(line);
  });
});
