import type {
  BrokenModule,
  StackModule,
} from '@heal7/backstage-plugin-provisioning-common';
import type { ModuleBundle } from '@heal7/backstage-plugin-provisioning-node';

/** The modules that may be run. */
export interface Modules {
  list(): Promise<StackModule[]>;
  /** What the sources have beside them, and why it cannot be used. */
  broken(): Promise<BrokenModule[]>;
  /** @throws NotFoundError that names the modules there are. */
  module(id: string): Promise<StackModule>;
  /** Its files on this machine, as they are pinned now. */
  bundle(id: string): Promise<ModuleBundle>;
  /** Their text files, by path, for the review. */
  files(id: string): Promise<Record<string, string>>;
}
