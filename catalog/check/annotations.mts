import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { LoadedEntity } from './load.mts';
import { refsIn } from './relations.mts';
import { result, type Result } from './result.mts';

const ID = 'backstage.io/kubernetes-id';
const ROLLOUT = 'heal7.com/rollout';
const PLACEMENT = 'heal7.com/placement';
const TECHDOCS = 'backstage.io/techdocs-ref';
const TECHDOCS_ENTITY = 'backstage.io/techdocs-entity';
const TECHDOCS_PATH = 'backstage.io/techdocs-entity-path';
const SOURCE = 'backstage.io/source-location';

const DNS_LABELS =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(,[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const ROLES = ['primary', 'active', 'backup', 'replica', 'standby'];

function annotation(item: LoadedEntity, key: string): string | undefined {
  return item.entity.metadata.annotations?.[key];
}

/** `<cluster>=<role>[,...]`: each cluster is one the component depends on. */
function placementProblems(item: LoadedEntity): string[] {
  const placement = annotation(item, PLACEMENT);
  const clusters = refsIn(item.entity, 'dependsOn').filter(ref =>
    /^resource:default\/(eks|gke)-/.test(ref),
  );
  if (placement === undefined) return [];
  const placed = placement.split(',').map(part => part.split('='));
  return [
    ...placed
      .filter(([, role]) => !ROLES.includes(role))
      .map(([name, role]) => `${name}: role ${role} is not one of ${ROLES}`),
    ...placed
      .filter(([name]) => !clusters.includes(`resource:default/${name}`))
      .map(([name]) => `is placed on ${name} but does not depend on it`),
    ...clusters
      .filter(ref => !placed.some(([name]) => ref.endsWith(`/${name}`)))
      .map(ref => `depends on ${ref} but is not placed there`),
  ];
}

/**
 * TechDocs resolves `dir:` inside the folder of the entity's own file, and from
 * the source location instead when the entity has one.
 */
function techdocsProblems(item: LoadedEntity, root: string): string[] {
  const reference = annotation(item, TECHDOCS);
  if (reference === undefined) return [];
  const base = dirname(resolve(root, item.file));
  const folder = resolve(base, reference.replace(/^dir:/, ''));
  const inside = folder === base || folder.startsWith(base + sep);
  return [
    ...(reference.startsWith('dir:') ? [] : [`${reference} is not a dir:`]),
    ...(inside ? [] : [`${reference} leaves the folder of ${item.file}`]),
    ...(existsSync(join(folder, 'mkdocs.yml')) ? [] : ['has no mkdocs.yml']),
    ...(annotation(item, SOURCE) ? [`must not carry ${SOURCE}`] : []),
  ];
}

function sharedDocsProblems(
  item: LoadedEntity,
  all: LoadedEntity[],
  root: string,
): string[] {
  const target = annotation(item, TECHDOCS_ENTITY);
  if (target === undefined) return [];
  const owner = all.find(other => other.ref === target);
  if (!owner || !annotation(owner, TECHDOCS)) {
    return [`${target} has no documents`];
  }
  const path = annotation(item, TECHDOCS_PATH);
  if (path === undefined) return [];
  const page = join(root, 'docs', `${path.replace(/^\/|\/$/g, '')}.md`);
  return existsSync(page) ? [] : [`the page ${path} does not exist`];
}

/** Annotations mean what the pages of the portal take them to mean. */
export function checkAnnotations(all: LoadedEntity[], root: string): Result[] {
  const components = all.filter(
    item =>
      item.entity.kind === 'Component' &&
      item.entity.spec?.system === 'heal7-fortune',
  );
  return [
    ...components.map(item =>
      result(`${item.ref} carries its own name as ${ID}`, [
        ...(annotation(item, ID) === item.entity.metadata.name
          ? []
          : [`${ID} is ${annotation(item, ID)}`]),
        ...(annotation(item, PLACEMENT) ? [] : [`has no ${PLACEMENT}`]),
      ]),
    ),
    result(
      `${ROLLOUT} holds names of rollouts`,
      all
        .filter(item => !DNS_LABELS.test(annotation(item, ROLLOUT) ?? 'a'))
        .map(item => `${item.ref}: ${annotation(item, ROLLOUT)}`),
    ),
    ...all.map(item =>
      result(`placement and documents of ${item.ref} exist`, [
        ...placementProblems(item),
        ...techdocsProblems(item, root),
        ...sharedDocsProblems(item, all, root),
      ]),
    ),
  ];
}
