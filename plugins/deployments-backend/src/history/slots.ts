/**
 * Start of the time slot that a fact falls into. Facts of one kind and subject
 * share a row within a slot, the last one counts: so a rollout that flaps, or
 * is stuck for weeks, makes a bounded number of rows. Slots are as long as a
 * hundred-and-twenty-eighth of the rollout's age, rounded up to a power of two
 * of `shortest`: what happens in the first minutes is kept to the second, and
 * each doubling of the age adds 128 slots at most.
 *
 * @internal
 */
export function slotOf(startedAt: Date, at: Date, shortest: number): number {
  const age = Math.max(0, at.getTime() - startedAt.getTime());
  const doublings = Math.max(0, Math.ceil(Math.log2(age / 128 / shortest)));
  const length = shortest * 2 ** doublings;
  return Math.floor(at.getTime() / length) * length;
}
