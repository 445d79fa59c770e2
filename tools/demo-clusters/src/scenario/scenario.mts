import type { OffsetClock } from '../clock/offsetClock.mts';
import type { Simulator } from '../simulator/simulator.mts';
import type { ObjectStore } from '../store/objectStore.mts';

/** What a scenario is given to fill a cluster with. */
export interface Stage {
  /** Name of the cluster. */
  cluster: string;
  store: ObjectStore;
  simulator: Simulator;
  /** Set back while the past is being played; at 0 afterwards. */
  clock: OffsetClock;
}

/**
 * Fills a cluster, and returns what it does each second from then on.
 */
export type Scenario = (stage: Stage) => () => void;

/** Nothing at all: for tests that make their own objects. */
export const emptyScenario: Scenario = () => () => {};
