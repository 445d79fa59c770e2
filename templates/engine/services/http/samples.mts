import { parse } from 'yaml';
import type { Sample } from './load.mts';

type Media = {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
};
type Parameter = Media & {
  name: string;
  in: string;
  required?: boolean;
  schema?: { example?: unknown; default?: unknown; examples?: unknown[] };
};
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Media> };
};

const METHODS = ['get', 'post'];

/** Probes and scrapes are no load: they are left out of what is counted. */
const PROBES = ['/health', '/ready', '/metrics'];

const exampleOf = ({ example, examples }: Media): unknown =>
  example ?? Object.values(examples ?? {})[0]?.value;

/** The requests that a service's own description gives enough examples for. */
export function samplesOf(openapi: string): Sample[] {
  const paths: Record<string, Record<string, Operation>> = parse(openapi)
    ?.paths ?? {};
  return Object.entries(paths)
    .filter(([path]) => !PROBES.includes(path))
    .flatMap(([path, operations]) =>
      METHODS.flatMap(method => {
        const operation = operations[method];
        const sample = operation && sampleOf(method, path, operation);
        return sample ? [sample] : [];
      }),
    );
}

function sampleOf(
  method: string,
  path: string,
  { parameters = [], requestBody }: Operation,
): Sample | undefined {
  let filled = path;
  const query = new URLSearchParams();
  for (const parameter of parameters) {
    const { schema } = parameter;
    const value =
      exampleOf(parameter) ??
      schema?.example ??
      schema?.examples?.[0] ??
      schema?.default;
    if (value === undefined) {
      if (parameter.required) return undefined;
    } else if (parameter.in === 'path') {
      filled = filled.replace(`{${parameter.name}}`, String(value));
    } else if (parameter.in === 'query') {
      query.set(parameter.name, String(value));
    }
  }
  if (filled.includes('{')) return undefined;
  const target = query.size > 0 ? `${filled}?${query}` : filled;
  const media = requestBody?.content?.['application/json'];
  if (!requestBody) return { method: method.toUpperCase(), path: target };
  const body = media && exampleOf(media);
  return body === undefined
    ? undefined
    : {
        method: method.toUpperCase(),
        path: target,
        body: JSON.stringify(body),
      };
}
