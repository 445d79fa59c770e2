import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  stackApprovePermission,
  stackCreatePermission,
  stackDestroyPermission,
  stackPlanPermission,
  stackReadPermission,
} from '@heal7/backstage-plugin-provisioning-common';
import { stackRules } from '../permissions/rules';
import type { StackQuery, StackResource } from '../permissions/rules';
import type { StackCriteria } from '../ports/Stacks';

const PERMISSIONS = {
  read: stackReadPermission,
  create: stackCreatePermission,
  plan: stackPlanPermission,
  approve: stackApprovePermission,
  destroy: stackDestroyPermission,
};

/** What a permission lets somebody do. @internal */
export type Act = keyof typeof PERMISSIONS;

const ACTS = Object.keys(PERMISSIONS) as Act[];

/** Fulfilled by every stack, and by none. */
const ALL: StackCriteria = { allOf: [] };
const NONE: StackCriteria = { anyOf: [] };

const rules = Object.values(stackRules);
const fulfils = createConditionAuthorizer<StackResource, StackQuery>(rules);
const toCriteria = createConditionTransformer<StackQuery, typeof rules>(rules);

const REFUSALS: Record<Act, string> = {
  read: 'seeing stacks',
  create: 'creating this stack',
  plan: 'planning this stack',
  approve: 'approving plans of this stack',
  destroy: 'destroying this stack, or taking its protection off',
};

/** Why somebody may not, in a sentence. @internal */
export const refusal = (act: Act): string =>
  `Your permissions do not allow ${REFUSALS[act]} (${PERMISSIONS[act].name})`;

/**
 * The policy's answers for one caller; conditions are applied to stacks as
 * they come.
 *
 * @internal
 */
export class StackPermits {
  constructor(private readonly decisions: Record<Act, PolicyDecision>) {}

  allows(act: Act, stack: StackResource): boolean {
    return fulfils(this.decisions[act], stack);
  }

  /** @throws NotAllowedError that names the permission. */
  demand(act: Act, stack: StackResource): void {
    if (!this.allows(act, stack)) {
      throw new NotAllowedError(refusal(act));
    }
  }

  /** What lists have to be narrowed to. */
  get visible(): StackCriteria {
    const decision = this.decisions.read;
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return ALL;
      case AuthorizeResult.CONDITIONAL:
        return toCriteria(decision.conditions) as StackCriteria;
      default:
        return NONE;
    }
  }
}

/**
 * Asks the policy. Views and acts ask the same object, so that no button
 * promises what the server refuses.
 *
 * @internal
 */
export class StackAuthorizer {
  constructor(
    private readonly permissions: Pick<
      PermissionsService,
      'authorizeConditional'
    >,
  ) {}

  /** @throws NotAllowedError for those who may see no stack at all. */
  async permitsOf(credentials: BackstageCredentials): Promise<StackPermits> {
    const answers = await this.permissions.authorizeConditional(
      ACTS.map(act => ({ permission: PERMISSIONS[act] })),
      { credentials },
    );
    const decisions = Object.fromEntries(
      ACTS.map((act, index) => [act, answers[index]]),
    ) as Record<Act, PolicyDecision>;
    if (decisions.read.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(refusal('read'));
    }
    return new StackPermits(decisions);
  }
}
