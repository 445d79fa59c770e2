import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const BIN = resolve(__dirname, '../../bin/state.mjs');
const FIXTURES = resolve(__dirname, '../__fixtures__/real');

const run = (
  args: string[],
  options: { cwd?: string; input?: string } = {},
) => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [BIN, ...args],
    {
      encoding: 'utf8',
      ...options,
      // A test run must not decide where the command looks for files.
      env: { PATH: process.env.PATH },
    },
  );
  return { stdout, stderr, status };
};

// Starting a process takes a while on a busy machine.
jest.setTimeout(60_000);

describe('bin/state.mjs', () => {
  it('prints JSON and nothing else', () => {
    const { stdout, stderr, status } = run([
      join(FIXTURES, 'canary-10-paused.yaml'),
    ]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        cluster: 'canary-10-paused.yaml',
        phase: 'paused',
        step: { index: 2, total: 5 },
        weight: { set: 10, actual: 10 },
      },
    ]);
  });

  it('finds files from where it is called', () => {
    expect(run(['canary-promoted.yaml'], { cwd: FIXTURES }).status).toBe(0);
  });

  it('reads standard input', () => {
    const input = '{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout"}';
    expect(JSON.parse(run(['-'], { input }).stdout)).toMatchObject([
      { cluster: 'stdin', namespace: 'default', phase: 'progressing' },
    ]);
  });

  it('fails with one line', () => {
    const { stdout, stderr, status } = run(['missing.yaml']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^missing\.yaml: [^\n]+\n$/);
  });
});
