import { parse } from 'yaml';
import type { LoadedEntity } from './load.mts';
import { refsIn } from './relations.mts';
import { result, type Result } from './result.mts';

/** The parts of an OpenAPI document that are looked at. */
interface OpenApi {
  openapi?: string;
  servers?: { url: string }[];
  paths?: Record<string, Record<string, { responses?: object }>>;
}

/** Targets of every `$ref` in a document, as written. */
function pointers(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : pointers(value),
  );
}

function resolves(document: unknown, pointer: string): boolean {
  let node: unknown = document;
  for (const part of pointer.replace(/^#\//, '').split('/')) {
    if (typeof node !== 'object' || node === null) return false;
    node = (node as Record<string, unknown>)[part];
  }
  return node !== undefined;
}

function problemsOf(api: LoadedEntity, all: LoadedEntity[]): string[] {
  const document = parse(String(api.entity.spec?.definition)) as OpenApi;
  const provider = all.find(item =>
    refsIn(item.entity, 'providesApis').includes(api.ref),
  );
  const name = provider?.entity.metadata.name;
  const port = provider?.entity.metadata.annotations?.['heal7.com/port'];
  const inside = `http://${name}.heal7-production:${port}`;
  const paths = document.paths ?? {};
  return [
    ...(document.openapi?.startsWith('3.') ? [] : ['is not OpenAPI 3']),
    ...(document.servers?.some(server => server.url === inside)
      ? []
      : [`no server is ${inside}`]),
    ...['/health', '/ready']
      .filter(path => !paths[path]?.get)
      .map(path => `${path} is missing`),
    ...Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, operation]) => !operation.responses)
        .map(([method]) => `${method} ${path} has no responses`),
    ),
    ...pointers(document)
      .filter(pointer => !resolves(document, pointer))
      .map(pointer => `${pointer} resolves to nothing`),
  ];
}

/** Each API is a readable OpenAPI document served where its provider listens. */
export function checkApis(all: LoadedEntity[]): Result[] {
  return all
    .filter(item => item.entity.kind === 'API')
    .map(api => result(`${api.ref} is served`, problemsOf(api, all)));
}
