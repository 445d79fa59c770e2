import { createHmac } from 'node:crypto';

/**
 * Names channels so that they tell nothing: sockets take subscriptions to any
 * channel from anybody, so a name must not be guessable from what is public.
 *
 * @internal
 */
export class ChannelNames {
  constructor(private readonly salt: string) {}

  /** Of every list. */
  get stacks(): string {
    return this.of('stacks');
  }

  ofStack(id: string): string {
    return this.of(`stack:${id}`);
  }

  ofRun(id: string): string {
    return this.of(`run:${id}`);
  }

  private of(topic: string): string {
    const digest = createHmac('sha256', this.salt).update(topic).digest('hex');
    return `provisioning:${digest.slice(0, 32)}`;
  }
}
