import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export type Outcome = 'completed' | 'retried' | 'failed';
export type JobMetrics = {
  finished(outcome: Outcome, seconds: number): void;
};

/**
 * `queue_depth` is this replica's share of what waits, so that the sum over all
 * replicas, which the autoscaler divides by its target, is what waits.
 */
export function createJobMetrics(
  registry: Registry,
  depth: () => Promise<number>,
): JobMetrics {
  const registers = [registry];
  const labelNames = ['outcome'] as const;
  const jobs = new Counter({
    name: 'jobs_total',
    help: 'Jobs done, by how they ended.',
    labelNames,
    registers,
  });
  const duration = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time from taking a job to its end.',
    labelNames,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
    registers,
  });
  new Gauge({
    name: 'queue_depth',
    help: "This replica's share of the jobs that wait.",
    registers,
    async collect() {
      // A scrape while Redis is away has no such value, and all others.
      const waiting = await depth().catch(() => undefined);
      if (waiting === undefined) this.reset();
      else this.set(waiting);
    },
  });
  return {
    finished: (outcome, seconds) => {
      jobs.inc({ outcome });
      duration.observe({ outcome }, seconds);
    },
  };
}
