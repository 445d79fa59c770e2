import type { AddressInfo } from 'node:net';
import { realClock, type Clock } from './clock/clock.mts';
import { createOffsetClock } from './clock/offsetClock.mts';
import { createApiServer } from './http/apiServer.mts';
import type { FaultControl } from './http/faults.mts';
import { emptyScenario, type Scenario } from './scenario/scenario.mts';
import { Simulator } from './simulator/simulator.mts';
import { ObjectStore } from './store/objectStore.mts';

/** How a demo cluster is started. */
export interface DemoClusterOptions {
  /** E.g. `eks-heal7-production`. */
  name: string;
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** What the cluster holds; empty unless given. */
  scenario?: Scenario;
  /** The machine's clock unless given; tests pass a virtual one. */
  clock?: Clock;
  /** Takes lines about what went wrong; stderr unless given. */
  log?: (line: string) => void;
  /** Writes that watches can look back on. */
  logLimit?: number;
  /** Milliseconds between bookmarks of a watch. */
  bookmarkInterval?: number;
}

/** A running demo cluster. */
export interface DemoCluster {
  name: string;
  /** E.g. `http://127.0.0.1:7101`. */
  url: string;
  store: ObjectStore;
  simulator: Simulator;
  faults: FaultControl;
  /** Closes the server and every connection. */
  stop(): Promise<void>;
}

const TICK = 1_000;
/** How soon the controllers look at what somebody has written. */
const REACTION = 150;

/**
 * Starts one cluster: its objects, its controllers and its API server.
 *
 * @throws Error when the port is taken (code `EADDRINUSE`)
 */
export async function startDemoCluster(
  options: DemoClusterOptions,
): Promise<DemoCluster> {
  const clock = createOffsetClock(options.clock ?? realClock);
  const store = new ObjectStore({
    clock,
    // Versions keep growing over restarts, so that a client which comes back
    // with an old one is told 410 Gone, never mistaken for being ahead.
    startVersion: Math.floor(clock.now() / 10),
    logLimit: options.logLimit,
  });
  const simulator = new Simulator(
    store,
    clock,
    options.name,
    options.log ?? console.error,
  );
  const stage = { cluster: options.name, store, simulator, clock };
  const direct = (options.scenario ?? emptyScenario)(stage);
  clock.offset = 0;
  store.compact();

  const { server, faults } = createApiServer({
    store,
    clock,
    bookmarkInterval: options.bookmarkInterval,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });

  const tick = () => {
    direct();
    simulator.tick();
  };
  let stopReaction = () => {};
  let reacting = false;
  const stops = [
    clock.every(TICK, tick),
    store.subscribe(() => {
      if (!reacting) {
        reacting = true;
        stopReaction = clock.after(REACTION, () => {
          simulator.tick();
          reacting = false;
        });
      }
    }),
  ];
  const { port } = server.address() as AddressInfo;
  return {
    name: options.name,
    url: `http://127.0.0.1:${port}`,
    store,
    simulator,
    faults,
    async stop() {
      stops.forEach(stop => stop());
      stopReaction();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
