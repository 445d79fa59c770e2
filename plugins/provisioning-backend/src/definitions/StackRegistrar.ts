import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  CreateStackRequest,
  ReviewStackResponse,
  StackDefinition,
} from '@heal7/backstage-plugin-provisioning-common';
import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../access/Caller';
import { audited } from '../audit/audited';
import { compileInputs, inputProblems } from '../modules/inputsSchema';
import type { Environment, Environments } from '../ports/Environments';
import type { Modules } from '../ports/Modules';
import type { StackRecord, StackStore } from '../ports/Stacks';
import { variablesOf } from '../stacks/variablesOf';
import { credentialLike } from './credentialLike';
import type { DefinitionReader } from './DefinitionReader';
import { rendered } from './rendered';

type Protected = StackDefinition & { deletionProtection: boolean };

/**
 * Takes definitions of stacks in, after everything about them was checked.
 * Nothing is run by it.
 *
 * @internal
 */
export class StackRegistrar {
  constructor(
    private readonly deps: {
      auditor: Pick<AuditorService, 'createEvent'>;
      catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
      /** Services are somebody here, and cannot be taken along. */
      forCatalog(
        credentials: BackstageCredentials,
      ): Promise<BackstageCredentials>;
      environments: Environments;
      modules: Modules;
      reader: Pick<DefinitionReader, 'read'>;
      stacks: Pick<StackStore, 'byName' | 'put'>;
    },
  ) {}

  /**
   * @throws InputError, NotAllowedError, NotFoundError
   * @throws ConflictError when somebody else's stack has the name.
   */
  async register(
    request: CreateStackRequest,
    caller: Caller,
  ): Promise<{ record: StackRecord; created: boolean }> {
    const meta =
      'definitionUrl' in request
        ? { definitionUrl: request.definitionUrl }
        : { name: request.definition.name };
    return audited(
      this.deps.auditor,
      'stack-create',
      caller,
      meta,
      async () => {
        const { definition, environment } = await this.check(request, caller);
        const existing = await this.deps.stacks.byName(definition.name);
        if (existing) {
          this.demandExisting(existing, definition, caller);
        }
        const before =
          existing?.stack.deletionProtection ?? environment.deletionProtection;
        if (before && !definition.deletionProtection) {
          caller.permits.demand('destroy', definition);
        }
        const definitionUrl =
          'definitionUrl' in request ? request.definitionUrl : null;
        if (existing && isSame(existing, definition, definitionUrl)) {
          return { record: existing, created: false };
        }
        const record = await this.deps.stacks.put(definition, {
          definitionUrl,
          executor: environment.executor,
          requestedBy: caller.actor,
          basis: existing?.stack.version ?? null,
        });
        return { record, created: !existing };
      },
    );
  }

  /** @throws InputError, NotAllowedError, NotFoundError */
  async review(
    request: CreateStackRequest,
    caller: Caller,
  ): Promise<ReviewStackResponse> {
    const { modules } = this.deps;
    const { definition } = await this.check(request, caller);
    const module = await modules.module(definition.module);
    return {
      definition,
      module: {
        id: module.id,
        title: module.title,
        revision: module.revision,
        source: module.source,
      },
      rendered: rendered(
        await modules.files(module.id),
        `stacks/${module.id}`,
        variablesOf(definition, 'apply'),
      ),
    };
  }

  private async check(
    request: CreateStackRequest,
    caller: Caller,
  ): Promise<{ definition: Protected; environment: Environment }> {
    const { environments, reader } = this.deps;
    const given =
      'definitionUrl' in request
        ? await reader.read(request.definitionUrl)
        : request.definition;
    const environment = environments.byName(given.environment);
    caller.permits.demand('create', given);
    await this.checkInputs(given);
    await this.checkEntities(given, caller);
    const deletionProtection =
      given.deletionProtection ?? environment.deletionProtection;
    return { definition: { ...given, deletionProtection }, environment };
  }

  private async checkInputs({
    inputs,
    module: id,
  }: StackDefinition): Promise<void> {
    const module = await this.deps.modules.module(id);
    const problems = [
      ...inputProblems(compileInputs(module.inputs), inputs),
      ...credentialLike(inputs, 'inputs').map(
        path => `${path}: looks like a credential, which has no place here`,
      ),
    ];
    if (problems.length > 0) {
      throw new InputError(
        `The definition is not valid: ${problems.join('; ')}`,
      );
    }
  }

  /** What the caller may not see is not told from what is not there. */
  private async checkEntities(
    { owner, system, component }: StackDefinition,
    { credentials }: Caller,
  ): Promise<void> {
    const named = Object.entries({ owner, system, component }).flatMap(
      ([field, ref]) => (ref === null ? [] : [{ field, ref }]),
    );
    const { items } = await this.deps.catalog.getEntitiesByRefs(
      {
        entityRefs: named.map(({ ref }) => ref),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials: await this.deps.forCatalog(credentials) },
    );
    const missing = named
      .filter((_, index) => !items[index])
      .map(({ field, ref }) => `${field}: there is no ${ref} that you may see`);
    if (missing.length > 0) {
      throw new InputError(
        `The definition is not valid: ${missing.join('; ')}`,
      );
    }
  }

  /** A name says nothing of whose it is: the stack itself does. */
  private demandExisting(
    { stack }: StackRecord,
    definition: Protected,
    { permits }: Caller,
  ): void {
    if (!permits.allows('plan', stack)) {
      throw new ConflictError(
        `The name '${definition.name}' is taken by another stack`,
      );
    }
  }
}

function isSame(
  { stack }: StackRecord,
  definition: Protected,
  definitionUrl: string | null,
): boolean {
  const known = Object.fromEntries(
    Object.keys(definition).map(key => [key, stack[key as keyof Protected]]),
  );
  return (
    isDeepStrictEqual(known, { ...definition }) &&
    stack.definitionUrl === definitionUrl
  );
}
