import type { SourceFiles } from './moduleTree';

/**
 * Where modules come from.
 *
 * @internal
 */
export interface ModuleSource {
  readonly id: string;
  /** Where the same files are in git; null for a local folder. */
  readonly origin: { repository: string; commit: string; path: string } | null;
  /** Whether what it holds may change. */
  readonly pinned: boolean;
  /** All of `stacks/` and `modules/`. */
  read(): Promise<SourceFiles>;
}

/** Files beside what Terraform reads are of no use here. @internal */
export const isOfModules = (path: string): boolean =>
  /^(stacks|modules)\//.test(path) &&
  !path.split('/').some(part => ['.terraform', 'tests'].includes(part));

/** Of one source: it is code, and of people. @internal */
export const MOST_BYTES = 20 * 1024 * 1024;
