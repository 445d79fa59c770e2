import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';

const PARTS = [
  {
    permission: templateParameterReadPermission,
    what: 'read the parameters of templates',
  },
  {
    permission: templateStepReadPermission,
    what: 'read the steps of templates',
  },
  { permission: actionExecutePermission, what: 'run actions' },
];

/**
 * Refuses a review to who could not run the template. A condition is taken for
 * a refusal: its rules belong to the scaffolder, and a review that leaves out
 * some steps would show what no run gives.
 *
 * @throws NotAllowedError saying what is not allowed.
 */
export async function assertMayReview(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<void> {
  const [create] = await permissions.authorize(
    [{ permission: taskCreatePermission }],
    { credentials },
  );
  if (create.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError('You may not run templates');
  }
  const decisions = await permissions.authorizeConditional(
    PARTS.map(({ permission }) => ({ permission })),
    { credentials },
  );
  decisions.forEach(({ result }, index) => {
    if (result !== AuthorizeResult.ALLOW) {
      const limited = result === AuthorizeResult.CONDITIONAL;
      throw new NotAllowedError(
        `You may not ${PARTS[index].what}${
          limited ? ' without conditions, which a review cannot apply' : ''
        }`,
      );
    }
  });
}
