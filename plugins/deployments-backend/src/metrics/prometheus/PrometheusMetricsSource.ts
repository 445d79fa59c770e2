import type { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  MetricsConnection,
  MetricsRangeRequest,
  MetricsSeries,
  MetricsSource,
} from '@heal7/backstage-plugin-deployments-node';
import { Agent, request } from 'undici';
import { readRangeAnswer } from './answer';
import { readPrometheusConfig } from './prometheusConfig';
import type { PrometheusConfig } from './prometheusConfig';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 4 * 1024 * 1024;

class PrometheusConnection implements MetricsConnection {
  readonly #dispatcher: Agent | undefined;

  constructor(private readonly config: PrometheusConfig) {
    this.#dispatcher = config.ca
      ? new Agent({ connect: { ca: config.ca } })
      : undefined;
  }

  async queryRange(range: MetricsRangeRequest): Promise<MetricsSeries[]> {
    const { status, text } = await this.post(
      new URLSearchParams({
        query: range.query,
        start: String(range.from.getTime() / 1000),
        end: String(range.to.getTime() / 1000),
        step: String(range.stepSeconds),
        timeout: `${TIMEOUT_MS / 1000}s`,
      }),
      range.signal,
    );
    return readRangeAnswer(status, text);
  }

  /** A form, because queries may be longer than a URL can be. */
  private async post(
    form: URLSearchParams,
    signal: AbortSignal,
  ): Promise<{ status: number; text: string }> {
    try {
      const { statusCode, body } = await request(
        `${this.config.url}/api/v1/query_range`,
        {
          method: 'POST',
          headers: {
            ...this.config.headers,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: form.toString(),
          dispatcher: this.#dispatcher,
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        },
      );
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of body) {
        size += chunk.length;
        if (size > MAX_BYTES) {
          body.destroy();
          throw new Error(`the answer is longer than ${MAX_BYTES} bytes`);
        }
        chunks.push(chunk);
      }
      return {
        status: statusCode,
        text: Buffer.concat(chunks).toString('utf8'),
      };
    } catch (error) {
      const { name, code, message } = error as NodeJS.ErrnoException;
      throw new ServiceUnavailableError(
        name === 'TimeoutError'
          ? `Prometheus did not answer within ${TIMEOUT_MS / 1000} seconds`
          : `Prometheus cannot be reached (${
              code ?? message
            }); check \`metrics.url\``,
        error,
      );
    }
  }
}

/**
 * Prometheus, and whatever answers as it does: Thanos, Mimir, VictoriaMetrics,
 * the managed ones.
 *
 * @internal
 */
export const prometheusMetricsSource: MetricsSource = {
  id: 'prometheus',
  connect(config: Config): MetricsConnection {
    try {
      return new PrometheusConnection(readPrometheusConfig(config));
    } catch (error) {
      throw new InputError(
        `The Prometheus of a cluster cannot be used: ${
          (error as Error).message
        }`,
        error,
      );
    }
  },
};
