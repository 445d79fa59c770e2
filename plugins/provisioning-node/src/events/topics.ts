/**
 * Topic of the events that say that what is applied may have changed. Their
 * payload is empty.
 *
 * @public
 */
export const PROVISIONING_STACKS_TOPIC = 'provisioning.stacks';
