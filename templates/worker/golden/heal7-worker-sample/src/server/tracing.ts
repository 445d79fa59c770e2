import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { CommonConfig } from './environment.ts';

/**
 * Registers the tracer that libraries find and report their spans to. Without
 * OTEL_EXPORTER_OTLP_ENDPOINT nothing is registered and a span costs nothing.
 * Answers with what flushes and stops it.
 */
export function startTracing(config: CommonConfig): () => Promise<void> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return async () => {};
  // The endpoint is the collector's base address (OTLP specification); headers
  // and timeouts come from the standard OTEL_EXPORTER_OTLP_* variables.
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new TracerProvider({
    resource: detectResources({
      detectors: [resourceAttributesEnvDetector],
    }).merge(
      resourceFromAttributes({
        'service.name': config.SERVICE_NAME,
        'service.version': config.SERVICE_VERSION,
      }),
    ),
    sampler: new ParentBasedSampler({
      root: new TraceIdRatioBasedSampler(config.TRACE_SAMPLE_RATIO),
    }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(
    new AsyncLocalStorageContextManager().enable(),
  );
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return () => provider.shutdown();
}
