import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterReader,
  JsonPatchOperation,
  KubernetesObject,
  PlannedPatch,
  PlanRequest,
  RollbackTemplates,
} from '@heal7/backstage-plugin-deployments-node';
import { asFields, fieldOf } from '@heal7/backstage-plugin-deployments-node';
import type { Kinds } from '../kinds';
import { readColour } from '../kinds/deployments';
import type { Colour } from '../pair/colours';
import { pairOf, stepsOf } from '../pair/Pair';
import type { ColourSide, Pair } from '../pair/Pair';
import { isUnderWay } from '../pair/release';
import { refusalOf } from '../project/refusals';
import { readPair } from './live';
import {
  askToAbort,
  headerOperations,
  releaseOperations,
  weightOperations,
} from './patch';

/** Where requests are to go. */
interface Goal {
  /** The colour that gets the share, and how much of 100 that is. */
  colour: Colour;
  share: number;
  /** How a release of the script ends by it; null when it goes on. */
  ends: 'done' | 'aborted' | null;
}

function goalOf({ action }: PlanRequest, pair: Pair): Goal {
  const { live, other } = pair;
  switch (action) {
    case 'promote': {
      const share = stepsOf(pair).find(weight => weight > other.weight) ?? 100;
      return {
        colour: other.colour,
        share,
        ends: share === 100 ? 'done' : null,
      };
    }
    case 'abort':
      return { colour: live.colour, share: 100, ends: 'aborted' };
    default:
      return { colour: other.colour, share: 100, ends: 'done' };
  }
}

const weightsOf = ({ colour, share }: Goal): Record<Colour, number> =>
  colour === 'blue'
    ? { blue: share, green: 100 - share }
    : { blue: 100 - share, green: share };

/** A run of the script that is alive writes its own routes over ours. */
function isRunning({ splits, release }: Pair, now: Date): boolean {
  const lock = splits[0]?.data.lock;
  return isUnderWay(release) && !!lock && lock.until * 1000 > now.getTime();
}

function operationsFor(
  object: KubernetesObject,
  request: PlanRequest,
  pair: Pair,
  service: { namespace: string; name: string },
): JsonPatchOperation[] {
  if (request.action === 'abort' && isRunning(pair, request.now)) {
    return askToAbort();
  }
  const goal = goalOf(request, pair);
  const split = pair.splits.find(({ name }) => name === object.metadata.name);
  return split
    ? [
        ...weightOperations(object, split.index, service, weightsOf(goal)),
        ...(goal.ends && isUnderWay(split.data.release)
          ? releaseOperations(object, goal.ends, request.now)
          : []),
        // Last: it moves the routes behind it.
        ...(goal.ends ? headerOperations(object) : []),
      ]
    : [];
}

/** @throws InputError when it is not the hash of the colour that is kept. */
function assertKept(hash: string | undefined, other: ColourSide): void {
  if (hash !== other.hash) {
    throw new InputError(
      hash
        ? `No revision ${hash} is kept; only that of ${other.colour} (${other.hash}) is.`
        : 'A rollback needs the hash of the revision to go back to.',
    );
  }
}

/** The patches of an action: all of the VirtualServices that split requests. */
export async function planPair(
  request: PlanRequest,
  kinds: Kinds,
  reader: ClusterReader,
): Promise<PlannedPatch[]> {
  const { action, live } = request;
  const { facts, virtualServices } = await readPair(live, kinds, reader);
  const pair = pairOf(facts);
  const refused = refusalOf(action, pair);
  if (refused) {
    throw new ConflictError(refused.message);
  }
  if (action === 'rollback') {
    assertKept(request.revisionHash, pair.other);
  }
  const { group, plural } = kinds.routes;
  return virtualServices.objects
    .map(object => ({
      ref: {
        group,
        plural,
        version: virtualServices.version,
        namespace: facts.service.namespace,
        name: object.metadata.name,
      },
      type: 'replace' as const,
      body: operationsFor(object, request, pair, facts.service),
    }))
    .filter(({ body }) => body.length > 0);
}

/** What runs before and after all requests go to the other colour. */
export async function pairTemplates(
  request: { live: KubernetesObject; revisionHash: string },
  kinds: Kinds,
  reader: ClusterReader,
): Promise<RollbackTemplates> {
  const { facts, deployments } = await readPair(request.live, kinds, reader);
  const pair = pairOf(facts);
  assertKept(request.revisionHash, pair.other);
  const templateOf = ({ colour }: ColourSide) => {
    const found = deployments.find(
      object => readColour(object)?.colour === colour,
    );
    return (asFields(fieldOf(found?.spec, 'template')) ?? {}) as JsonObject;
  };
  return { current: templateOf(pair.live), target: templateOf(pair.other) };
}
