import type { Entity } from '@backstage/catalog-model';
import type { Modules } from '../ports/Modules';
import type { StackStore } from '../ports/Stacks';
import { entityOf } from './entityOf';

/**
 * The entities of everything that is applied.
 *
 * @internal
 */
export class ResourceEntities {
  constructor(
    private readonly deps: {
      stacks: Pick<StackStore, 'applied'>;
      modules: Pick<Modules, 'list'>;
      /** Address of a stack's page in the portal. */
      pageOf(stackId: string): string;
    },
  ) {}

  async all(): Promise<Entity[]> {
    const modules = await this.deps.modules.list();
    const rules = new Map(
      modules.map(({ id, catalog }) => [
        id,
        new Map(catalog.map(({ match, type }) => [match, type])),
      ]),
    );
    const entities = new Map<string, Entity>();
    for await (const { stack, resources } of this.deps.stacks.applied()) {
      for (const resource of resources) {
        const entity = entityOf(stack, resource, {
          // A module that is broken now has made it all the same.
          type: rules.get(stack.module)?.get(resource.type) ?? resource.type,
          page: this.deps.pageOf(stack.id),
        });
        // Refs are unique; the catalog would refuse all for one that is not.
        if (entity && resource.entityRef && !entities.has(resource.entityRef)) {
          entities.set(resource.entityRef, entity);
        }
      }
    }
    return [...entities.values()];
  }
}
