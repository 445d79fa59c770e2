import type {
  JsonPatchOperation,
  KubernetesObject,
} from '@heal7/backstage-plugin-deployments-node';
import {
  asFields,
  asInteger,
  asList,
  asText,
  asTextMap,
  fieldOf,
  isHostOf,
  pathOf,
} from '@heal7/backstage-plugin-deployments-node';
import { isColour } from '../pair/colours';
import type { Colour } from '../pair/colours';
import {
  ABORT,
  annotationOf,
  headerRouteOf,
  LOCK,
  RELEASE,
} from '../pair/release';

/** A key as it is written in a JSON pointer (RFC 6901). */
const escaped = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1');

const annotationPath = (name: string) =>
  `/metadata/annotations/${escaped(name)}`;

/**
 * Sets the weights of one route. Every destination is tested to be the one
 * that was read, and what is none of the pair's is left alone.
 */
export function weightOperations(
  object: KubernetesObject,
  index: number,
  service: { namespace: string; name: string },
  weights: Record<Colour, number>,
): JsonPatchOperation[] {
  const namespace = asText(object.metadata.namespace);
  const route = asList(fieldOf(object.spec, 'http'))[index];
  const path = `/spec/http/${index}`;
  const name = fieldOf(route, 'name');
  return [
    ...(name === undefined
      ? []
      : [{ op: 'test' as const, path: `${path}/name`, value: name }]),
    ...asList(fieldOf(route, 'route')).flatMap((destination, position) => {
      const subset = asText(pathOf(destination, 'destination', 'subset'));
      const host = asText(pathOf(destination, 'destination', 'host'));
      if (!isColour(subset) || !isHostOf(host, namespace, service)) {
        return [];
      }
      const at = `${path}/route/${position}`;
      const before = asInteger(fieldOf(destination, 'weight'));
      const operations: JsonPatchOperation[] = [
        { op: 'test', path: `${at}/destination/subset`, value: subset },
        ...(before === undefined
          ? []
          : [{ op: 'test' as const, path: `${at}/weight`, value: before }]),
        // Adds where none was written, and replaces where one was.
        { op: 'add', path: `${at}/weight`, value: weights[subset] },
      ];
      return operations;
    }),
  ];
}

/** Removes the route by which the canary header reaches the new colour. */
export function headerOperations(
  object: KubernetesObject,
): JsonPatchOperation[] {
  const name = headerRouteOf(object.metadata.name);
  return (
    asList(fieldOf(object.spec, 'http'))
      .map((route, index) => ({ route, path: `/spec/http/${index}` }))
      .filter(({ route }) => fieldOf(route, 'name') === name)
      // From the last on: a removal moves those behind it.
      .reverse()
      .flatMap(({ path }): JsonPatchOperation[] => [
        { op: 'test', path: `${path}/name`, value: name },
        { op: 'remove', path },
      ])
  );
}

/**
 * Writes down how a release of the delivery script ended, so that the script
 * finds what it would have left itself.
 */
export function releaseOperations(
  object: KubernetesObject,
  phase: 'done' | 'aborted',
  now: Date,
): JsonPatchOperation[] {
  const annotations = asTextMap(fieldOf(object.metadata, 'annotations'));
  const release = asFields(annotationOf(object.metadata, RELEASE)) ?? {};
  const ended = {
    ...release,
    phase,
    reason: 'decided in the developer portal',
    outcome: '',
    since: Math.floor(now.getTime() / 1000),
  };
  return [
    {
      op: 'test',
      path: annotationPath(RELEASE),
      value: annotations[RELEASE],
    },
    {
      op: 'replace',
      path: annotationPath(RELEASE),
      value: JSON.stringify(ended),
    },
    ...[LOCK, ABORT]
      .filter(name => name in annotations)
      .flatMap((name): JsonPatchOperation[] => [
        { op: 'test', path: annotationPath(name), value: annotations[name] },
        { op: 'remove', path: annotationPath(name) },
      ]),
  ];
}

/** Asks a run of the delivery script to take its release back. */
export function askToAbort(): JsonPatchOperation[] {
  return [
    {
      op: 'add',
      path: annotationPath(ABORT),
      value: 'somebody in the developer portal',
    },
  ];
}
