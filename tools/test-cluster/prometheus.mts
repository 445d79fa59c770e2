/**
 * An exporter and a Prometheus that scrapes it, for tests in other processes:
 *
 *   node tools/test-cluster/prometheus.mts [JOB]
 *
 * prints one line of JSON, `{"prometheusUrl": ..., "exporterUrl": ...}`, and
 * runs until its standard input ends or it is told to end.
 * `POST <exporterUrl>/?error-ratio=0.2` changes what the exporter reports.
 */
import { once } from 'node:events';
import { describeError } from './src/errors.mts';
import { startExporter } from './src/prometheus/exporter.mts';
import { startPrometheus } from './src/prometheus/server.mts';

async function main(job: string): Promise<void> {
  const exporter = await startExporter();
  try {
    const prometheus = await startPrometheus({
      [job]: new URL(exporter.url).host,
    });
    const urls = { prometheusUrl: prometheus.url, exporterUrl: exporter.url };
    process.stdout.write(`${JSON.stringify(urls)}\n`);
    process.stdin.resume();
    await Promise.race([
      once(process.stdin, 'end'),
      once(process, 'SIGTERM'),
      once(process, 'SIGINT'),
    ]);
    process.stdin.destroy();
    await prometheus.stop();
  } finally {
    await exporter.stop();
  }
}

try {
  await main(process.argv[2] ?? 'heal7-saju-engine');
} catch (error) {
  process.stderr.write(`prometheus: ${describeError(error)}\n`);
  process.exitCode = 1;
}
