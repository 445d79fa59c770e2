'use strict';
/**
 * The test clusters for CommonJS (jest): every call runs a command of this
 * folder in a process of its own. See client.d.cts for the types.
 */
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const CLI = join(__dirname, 'cli.mts');
const PROMETHEUS = join(__dirname, 'prometheus.mts');

/** Runs a command; gives its JSON, or fails with what it said. */
function run(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // What jest sets for itself is not meant for the command.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
    child.on('error', reject);
    child.on('close', code =>
      code === 0
        ? resolve(JSON.parse(stdout))
        : reject(new Error(`cluster ${args[0]} failed: ${stderr.trim()}`)),
    );
  });
}

async function startCluster({ name }) {
  const [access] = await run('up', '--name', name);
  const onComponent = command => async component => {
    await run(command, '--name', name, '--component', component);
  };
  return {
    ...access,
    stop: async () => {
      await run('down', '--name', name);
    },
    kill: onComponent('kill'),
    restart: onComponent('restart'),
    freeze: onComponent('freeze'),
    thaw: onComponent('thaw'),
  };
}

async function startMetrics({ job }) {
  const child = spawn(process.execPath, [PROMETHEUS, job], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const closed = new Promise(resolve => child.once('close', resolve));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  const line = await new Promise((resolve, reject) => {
    let stdout = '';
    child.on('error', reject);
    child.on('close', () => reject(new Error(stderr.trim())));
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
      if (stdout.includes('\n')) {
        resolve(stdout);
      }
    });
  });
  const { prometheusUrl, exporterUrl } = JSON.parse(line);
  const set = async query => {
    const answer = await fetch(`${exporterUrl}/?${query}`, { method: 'POST' });
    if (!answer.ok) {
      throw new Error(`the exporter refused '${query}': ${answer.status}`);
    }
  };
  return {
    prometheusUrl,
    exporterUrl,
    setErrorRatio: ratio => set(`error-ratio=${ratio}`),
    setLatency: seconds => set(`latency=${seconds}`),
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

module.exports = { startCluster, startMetrics };
