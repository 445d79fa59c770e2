import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  ChangesUnavailable,
  DeploymentRevision,
  DeploymentRole,
  DeploymentTargetRef,
  RevisionChanges,
} from '@heal7/backstage-plugin-deployments-common';
import type { Clock } from '../lib/Clock';
import { SharedAnswers } from '../lib/SharedAnswers';
import type { EntityDeploymentsView } from '../views/EntityDeploymentsView';
import type { CommitSource, ComparedCommits } from './CommitSource';
import { isCommit } from './repository';

const MAX_ANSWERS = 200;
// What is between two commits never changes, but who may see it does.
const KEPT_MS = 10 * 60_000;

const WHY: Record<ChangesUnavailable['code'], string> = {
  'no-rollout': 'Nothing is being rolled out',
  'no-source':
    'The pod templates do not say what they were built from; annotate them with org.opencontainers.image.source and org.opencontainers.image.revision',
  'no-integration':
    "The portal knows no such git host; configure it under 'integrations.github'",
  'no-answer': 'The git host did not answer',
};

const NOTHING: Omit<RevisionChanges, 'unavailable'> = {
  from: null,
  to: null,
  repository: null,
  compareUrl: null,
  commits: [],
  totalCommits: 0,
};

const unavailable = (
  code: ChangesUnavailable['code'],
  known: Partial<RevisionChanges> = {},
  message: string = WHY[code],
): RevisionChanges => ({
  ...NOTHING,
  ...known,
  unavailable: { code, message },
});

/** The first revision that has one of the roles, in the order of the roles. */
const inRole = (
  revisions: DeploymentRevision[],
  roles: DeploymentRole[],
): DeploymentRevision | undefined =>
  roles
    .map(role => revisions.find(revision => revision.roles.includes(role)))
    .find(Boolean);

/**
 * The commits that the revision being rolled out brings.
 *
 * @internal
 */
export class RevisionChangesView {
  readonly #answers: SharedAnswers<ComparedCommits>;

  constructor(
    private readonly deps: {
      view: Pick<EntityDeploymentsView, 'target'>;
      commits: CommitSource;
      clock: Pick<Clock, 'now'>;
    },
  ) {
    this.#answers = new SharedAnswers(deps.clock, MAX_ANSWERS);
  }

  /** @throws NotFoundError when the target is none of the entity's. */
  async of(entity: Entity, ref: DeploymentTargetRef): Promise<RevisionChanges> {
    const stored = await this.deps.view.target(entity, ref);
    if (!stored) {
      throw new NotFoundError(
        `${stringifyEntityRef(entity)} has no rollout ${ref.namespace}/${
          ref.name
        } (${ref.engine}) in cluster '${ref.cluster}'`,
      );
    }
    const { revisions } = stored.state;
    const before = inRole(revisions, ['active', 'stable']);
    const after = inRole(revisions, ['canary', 'preview']);
    if (!before || !after || before.hash === after.hash) {
      return unavailable('no-rollout');
    }
    const from = before.source?.commit ?? '';
    const to = after.source?.commit ?? '';
    if (!after.source || !isCommit(from) || !isCommit(to)) {
      return unavailable('no-source');
    }
    const { commits } = this.deps;
    const repository = commits.repositoryOf(after.source.repository);
    if (!repository) {
      return unavailable('no-integration', { from, to });
    }
    const known = {
      from,
      to,
      repository: repository.url,
      compareUrl: `${repository.url}/compare/${from}...${to}`,
    };
    try {
      const compared = await this.#answers.get(
        JSON.stringify([repository.url, from, to]),
        KEPT_MS,
        () => commits.compare(repository, from, to),
      );
      return { ...known, ...compared, unavailable: null };
    } catch (error) {
      return unavailable('no-answer', known, (error as Error).message);
    }
  }
}
