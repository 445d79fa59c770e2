import { kubeTime, type Clock } from '../clock/clock.mts';
import type { KubeObject } from '../kubeObject.mts';
import type { ObjectStore } from '../store/objectStore.mts';
import { RESOURCES } from '../store/resourceType.mts';

/** A core/v1 Event. */
export interface KubeEvent extends KubeObject {
  involvedObject: {
    apiVersion: string;
    kind: string;
    name: string;
    namespace?: string;
    uid: string;
  };
  reason: string;
  message: string;
  type: 'Normal' | 'Warning';
  count: number;
  firstTimestamp: string;
  lastTimestamp: string;
  source: { component: string };
  reportingComponent: string;
}

/** Events kept for one object; older ones are deleted, as by their TTL. */
const KEEP = 25;

/** Writes Events, counting repeated ones up instead of storing them again. */
export class EventRecorder {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #byObject = new Map<string, string[]>();
  #sequence = 0;

  constructor(store: ObjectStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Writes an event about an object. */
  record(
    object: KubeObject,
    type: KubeEvent['type'],
    reason: string,
    message: string,
    component = 'rollouts-controller',
  ): void {
    const { uid, name, namespace } = object.metadata;
    const names = this.#byObject.get(uid) ?? [];
    this.#byObject.set(uid, names);
    const time = kubeTime(this.#clock.now());
    for (const known of names) {
      const event = this.#store.get<KubeEvent>(
        RESOURCES.events,
        namespace,
        known,
      );
      if (event?.reason === reason && event.message === message) {
        const count = event.count + 1;
        this.#store.replace(RESOURCES.events, {
          ...event,
          count,
          lastTimestamp: time,
        });
        return;
      }
    }
    this.#sequence += 1;
    const suffix = (0x1_0000_0000 + this.#sequence * 40_503).toString(16);
    const created = this.#store.create<KubeEvent>(RESOURCES.events, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${suffix}`, namespace },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name,
        namespace,
        uid,
      },
      reason,
      message,
      type,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component },
      reportingComponent: component,
    });
    names.push(created.metadata.name);
    while (names.length > KEEP) {
      this.#store.delete(RESOURCES.events, namespace, names.shift() ?? '');
    }
  }
}
