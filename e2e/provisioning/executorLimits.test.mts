/**
 * Limits of a job, with a fake engine that goes beyond them.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JobLogLine } from '@heal7/backstage-plugin-provisioning-node';
import {
  createBench,
  follow,
  run,
  sandboxJob,
  untilLogged,
} from './support/executor.mts';
import { writeFakeEngine } from './support/fakeEngine.mts';
import { writeModule } from './support/modules.mts';
import type { Moto } from './support/moto.mts';
import { engineOf, membersOf, peakOf, runnerOf } from './support/processes.mts';
import { temporary } from './support/temporary.mts';

const MEGABYTE = 1024 ** 2;

/** Nothing is asked of a cloud here. */
const nowhere = { url: 'http://127.0.0.1:9', credentials: {} } as Moto;

let dataDir: string;

before(async () => {
  dataDir = await temporary('limits');
});

async function jobOf(changes: object = {}) {
  return sandboxJob(nowhere, {
    module: await writeModule(''),
    variables: { name: 'x' },
    ...changes,
  });
}

async function benchWith(plan: string) {
  return createBench({ dataDir, binary: await writeFakeEngine(plan) });
}

const limits = { seconds: 600, memoryBytes: 1024 * MEGABYTE, graceSeconds: 1 };

describe('a log of 100 MB', () => {
  it('is kept and followed whole, without being held in memory', async () => {
    const bench = await benchWith(`
      const line = 'x'.repeat(999);
      for (let at = 0; at < 105_000; at++) {
        if (!process.stdout.write(line + '\\n')) {
          await new Promise(resolve => process.stdout.once('drain', resolve));
        }
      }
      process.exitCode = 1;
    `);
    const job = await jobOf();
    await bench.executor.start(job);
    const runner = await runnerOf(dataDir, job.id);
    const before = process.memoryUsage().rss;
    let count = 0;
    let last: JobLogLine | undefined;
    let ofRunner = 0;
    let ofFollower = 0;
    const outcome = await follow(bench, job.id, [], {
      onLines: async lines => {
        count += lines.length;
        last = lines.at(-1);
        ofRunner = Math.max(ofRunner, await peakOf(runner));
        ofFollower = Math.max(ofFollower, process.memoryUsage().rss - before);
      },
    });
    assert.equal(outcome.status, 'failed');
    assert.ok(count >= 105_000, `${count} lines`);
    assert.equal(last?.position, count);
    assert.ok(ofRunner > 0 && ofRunner < 400 * MEGABYTE, `${ofRunner} bytes`);
    assert.ok(ofFollower < 200 * MEGABYTE, `${ofFollower} bytes more`);
  });

  it('may be one line, of which the beginning is kept', async () => {
    const bench = await benchWith(`
      const piece = 'y'.repeat(${MEGABYTE});
      for (let at = 0; at < 100; at++) {
        if (!process.stdout.write(piece)) {
          await new Promise(resolve => process.stdout.once('drain', resolve));
        }
      }
      process.exitCode = 1;
    `);
    const job = await jobOf();
    const lines: JobLogLine[] = [];
    await run(bench, job, lines);
    const long = lines.find(({ text }) => text.startsWith('yyy'));
    assert.equal(long?.text.length, 8_192);
    const { size } = await stat(join(dataDir, 'jobs', job.id, 'log.jsonl'));
    assert.ok(size < MEGABYTE, `${size} bytes`);
  });
});

describe('an engine that does not end', () => {
  it('is asked to, and killed with its group when it does not listen', async () => {
    const bench = await benchWith(`
      const { spawn } = require('node:child_process');
      process.on('SIGINT', () => console.log('not now'));
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      setInterval(() => {}, 1000);
      console.log('waiting');
    `);
    const job = await jobOf({ limits });
    await bench.executor.start(job);
    await untilLogged(bench, job.id, /^waiting$/);
    const engine = await engineOf(dataDir, job.id);
    await bench.executor.cancel(job.id);
    const lines: JobLogLine[] = [];
    const outcome = await follow(bench, job.id, lines);
    assert.equal(outcome.status, 'cancelled', JSON.stringify(outcome));
    assert.equal(lines.filter(({ text }) => text === 'not now').length, 2);
    assert.deepEqual(await membersOf(engine), []);
  });

  it('is asked only once when it listens', async () => {
    const bench = await benchWith(`
      process.on('SIGINT', () => {
        console.log('good bye');
        process.exit(1);
      });
      setInterval(() => {}, 1000);
      console.log('waiting');
    `);
    const job = await jobOf({ limits });
    await bench.executor.start(job);
    await untilLogged(bench, job.id, /^waiting$/);
    await bench.executor.cancel(job.id);
    const lines: JobLogLine[] = [];
    const outcome = await follow(bench, job.id, lines);
    assert.equal(outcome.status, 'cancelled', JSON.stringify(outcome));
    assert.equal(lines.filter(({ text }) => text === 'good bye').length, 1);
  });

  it('is stopped when it takes too long', async () => {
    const bench = await benchWith('setInterval(() => {}, 1000);');
    const job = await jobOf({ limits: { ...limits, seconds: 2 } });
    const outcome = await run(bench, job);
    assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
    assert.equal(outcome.error.code, 'timeout');
  });
});

describe(
  'an engine that takes too much memory',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  () => {
    it('is stopped, with all that it has started', async () => {
      const bench = await benchWith(`
      const { spawn } = require('node:child_process');
      spawn(process.execPath, [
        '-e',
        'globalThis.held = Buffer.alloc(400 * 1024 * 1024, 1); setInterval(() => {}, 1000)',
      ]);
      setInterval(() => {}, 1000);
    `);
      const job = await jobOf({
        limits: { ...limits, memoryBytes: 300 * MEGABYTE },
      });
      const outcome = await run(bench, job);
      assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
      assert.equal(outcome.error.code, 'out-of-memory');
    });
  },
);

describe('the environment of the engine', () => {
  it('has nothing of the portal, and cannot be led astray', async () => {
    process.env.PORTAL_SECRET = 'of the portal';
    const bench = await benchWith(`
      for (const [name, value] of Object.entries(process.env)) {
        console.log('env ' + name + '=' + value);
      }
      process.exitCode = 1;
    `);
    const job = await jobOf({
      credentials: {
        AWS_REGION: 'here',
        PATH: '/somewhere',
        TF_CLI_CONFIG_FILE: '/etc/x',
      },
      secrets: { password: 'hunter2-secret' },
    });
    const lines: JobLogLine[] = [];
    await run(bench, job, lines);
    const environment = Object.fromEntries(
      lines
        .filter(({ text }) => text.startsWith('env '))
        .map(({ text }) => text.slice(4).split(/=(.*)/s, 2)),
    );
    const network = /^(https?_proxy|no_proxy|ssl_cert_(file|dir))$/i;
    assert.deepEqual(
      Object.keys(environment)
        .filter(name => !network.test(name))
        .sort(),
      [
        ...['AWS_REGION', 'CHECKPOINT_DISABLE', 'HOME', 'LANG', 'PATH'],
        ...['TF_CLI_CONFIG_FILE', 'TF_INPUT', 'TF_IN_AUTOMATION'],
        ...['TF_LOG_CORE', 'TF_LOG_PROVIDER', 'TF_VAR_password', 'TMPDIR'],
      ],
    );
    assert.equal(environment.TF_VAR_password, '***');
    assert.equal(environment.TF_CLI_CONFIG_FILE, join(dataDir, 'terraform.rc'));
    assert.notEqual(environment.PATH, '/somewhere');
  });
});

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

describe(
  'a full disk',
  { skip: !isRoot && 'only root can mount a small one' },
  () => {
    let small: string;

    before(async () => {
      small = await temporary('small');
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]);
    });

    after(async () => {
      // Lazily: the last runner may still be about to end in there.
      execFileSync('umount', ['--lazy', small]);
    });

    it('ends a job with a word of what to do', async () => {
      const bench = await createBench({
        dataDir: small,
        binary: await writeFakeEngine(''),
      });
      const module = await writeModule('', {
        'root/large.bin': Buffer.alloc(8 * MEGABYTE, 1),
      });
      const job = await jobOf({ module });
      const outcome = await run(bench, job);
      assert.equal(outcome.status, 'failed');
      assert.equal(outcome.error.code, 'disk-full');
      assert.match(outcome.error.hint, /dataDir/);
    });

    it('loses lines of a log, not the engine, and says so', async () => {
      const bench = await createBench({
        dataDir: small,
        binary: await writeFakeEngine(`
        const { rmSync, writeFileSync } = require('node:fs');
        const { resolve } = require('node:path');
        const stuffing = ${JSON.stringify(small)} + '/stuffing';
        try {
          writeFileSync(stuffing, Buffer.alloc(8 * ${MEGABYTE}, 1));
        } catch {}
        // More than a pipe and what the runner keeps in reserve: when this is
        // over, most of it has been read, and there was no room for it.
        for (let at = 0; at < 2000; at++) {
          if (!process.stdout.write('lost ' + 'z'.repeat(2000) + '\\n')) {
            await new Promise(resolve => process.stdout.once('drain', resolve));
          }
        }
        rmSync(stuffing);
        console.log('kept');
        process.exitCode = 1;
      `),
      });
      const lines: JobLogLine[] = [];
      const outcome = await run(bench, await jobOf(), lines);
      assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
      const texts = lines.map(({ text }) => text);
      assert.equal(texts.at(-1), 'kept');
      assert.match(texts.join('\n'), /^\d+ lines could not be written here$/m);
    });
  },
);

describe('jobs that download providers', () => {
  it('do so one after the other: engines do not look out for each other', async () => {
    const trace = join(dataDir, 'inits');
    const binary = await writeFakeEngine(
      'process.exitCode = 1;',
      `
        const { appendFileSync } = require('node:fs');
        appendFileSync(${JSON.stringify(trace)}, 'begins ');
        await new Promise(resolve => setTimeout(resolve, 500));
        appendFileSync(${JSON.stringify(trace)}, 'ends ');
      `,
    );
    const bench = await createBench({ dataDir, binary, providerMirror: null });
    await Promise.all(
      [await jobOf(), await jobOf(), await jobOf()].map(job => run(bench, job)),
    );
    assert.equal(await readFile(trace, 'utf8'), 'begins ends '.repeat(3));
  });
});

describe('a log that a process left in the middle of a line', () => {
  it('is read up to there, and taken up again', async () => {
    const bench = await benchWith(`process.exitCode = 1;`);
    const job = await jobOf();
    await run(bench, job);
    const file = join(dataDir, 'jobs', job.id, 'log.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"half`);
    const lines: JobLogLine[] = [];
    await follow(bench, job.id, lines);
    assert.equal(lines.length, whole.trimEnd().split('\n').length);
  });
});
