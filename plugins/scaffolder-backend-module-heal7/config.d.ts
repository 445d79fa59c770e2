export interface Config {
  heal7?: {
    helm?: {
      /** The helm program: a name on the path, or a path. Default: helm */
      binary?: string;
      /**
       * Chart of services for heal7:helm actions: a folder (relative ones from
       * the working directory) or an oci:// address.
       */
      chart?: string;
      /**
       * Whether a machine without helm fails such steps. Default: false, they
       * are skipped with a warning.
       */
      required?: boolean;
      /**
       * Beginnings of oci:// addresses that templates may name themselves,
       * such as oci://ghcr.io/heal7/charts/
       */
      registries?: string[];
    };
  };
}
