import {
  groupVersion,
  RESOURCE_TYPES,
  type ResourceType,
} from '../store/resourceType.mts';

const VERBS = ['get', 'list', 'patch', 'watch'];

function resourceEntries(type: ResourceType): Record<string, unknown>[] {
  const base = { namespaced: type.namespaced, kind: type.kind };
  const singularName = type.kind.toLowerCase();
  const entries = [{ name: type.plural, singularName, ...base, verbs: VERBS }];
  if (type.status) {
    entries.push({
      name: `${type.plural}/status`,
      singularName: '',
      ...base,
      verbs: ['get', 'patch'],
    });
  }
  return entries;
}

function groupEntry(group: string): Record<string, unknown> {
  const versions = new Set(
    RESOURCE_TYPES.filter(type => type.group === group).map(groupVersion),
  );
  const listed = [...versions].map(version => ({
    groupVersion: version,
    version: version.split('/')[1],
  }));
  return { name: group, versions: listed, preferredVersion: listed[0] };
}

/** Answers `/version`, `/api`, `/apis` and below; undefined for other paths. */
export function discover(pathname: string): unknown {
  if (pathname === '/version') {
    return {
      major: '1',
      minor: '34',
      gitVersion: 'v1.34.2+heal7demo',
      platform: 'linux/amd64',
    };
  }
  if (pathname === '/api') {
    return { kind: 'APIVersions', versions: ['v1'] };
  }
  if (pathname === '/apis') {
    const groups = new Set(RESOURCE_TYPES.map(type => type.group));
    groups.delete('');
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groups].map(groupEntry),
    };
  }
  const wanted = /^\/(?:api|apis)\/(.+)$/.exec(pathname)?.[1];
  if (wanted === undefined) {
    return undefined;
  }
  if (RESOURCE_TYPES.some(type => type.group === wanted)) {
    return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(wanted) };
  }
  const types = RESOURCE_TYPES.filter(type => groupVersion(type) === wanted);
  if (types.length === 0) {
    return undefined;
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: wanted,
    resources: types.flatMap(resourceEntries),
  };
}
