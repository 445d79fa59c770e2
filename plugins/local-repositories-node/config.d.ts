export interface Config {
  localRepositories?: {
    /**
     * Folder of the bare git repositories that templates publish to. Leave it
     * out where components are published to a git host.
     */
    directory?: string;
  };
}
