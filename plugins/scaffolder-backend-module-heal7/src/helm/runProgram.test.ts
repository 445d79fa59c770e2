import { tmpdir } from 'node:os';
import { ProgramMissingError, runProgram } from './runProgram';

const run = (
  code: string,
  options: Partial<Parameters<typeof runProgram>[2]> = {},
) =>
  runProgram(process.execPath, ['-e', code], {
    cwd: tmpdir(),
    env: {},
    timeoutMs: 20_000,
    outputBytes: 1_000,
    ...options,
  });

describe('runProgram', () => {
  it('gives what a program says, and how it ends', async () => {
    expect(
      await run(
        'console.log("안녕"); console.error("x"); process.exitCode = 3',
      ),
    ).toEqual({ exitCode: 3, stdout: '안녕\n', stderr: 'x\n' });
  });

  it('hands over arguments as they are, and no environment', async () => {
    const { stdout } = await runProgram(
      process.execPath,
      ['-p', 'process.argv[1] + process.env.HOME', '$(id); "x" *'],
      { cwd: tmpdir(), env: {}, timeoutMs: 20_000, outputBytes: 1_000 },
    );
    expect(stdout).toBe('$(id); "x" *undefined\n');
  });

  it('says that a program is not there', async () => {
    await expect(
      runProgram('no-such-program', [], {
        cwd: tmpdir(),
        env: {},
        timeoutMs: 1_000,
        outputBytes: 1_000,
      }),
    ).rejects.toThrow(ProgramMissingError);
  });

  const endless = 'setInterval(() => {}, 1000)';

  it('ends a program that takes too long', async () => {
    await expect(run(endless, { timeoutMs: 50 })).rejects.toThrow(
      'took longer than 50 ms',
    );
  });

  it('ends a program that does not want to end', async () => {
    const controller = new AbortController();
    const ended = run(
      'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)',
      { signal: controller.signal },
    );
    controller.abort(new Error('the task was cancelled'));
    await expect(ended).rejects.toThrow('the task was cancelled');
  });

  it('ends a program that says too much', async () => {
    await expect(
      run(`console.log('x'.repeat(5000)); ${endless}`),
    ).rejects.toThrow('said more than 1000 bytes');
  });

  it('starts nothing when the task is cancelled already', async () => {
    await expect(
      run(endless, { signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });
});
