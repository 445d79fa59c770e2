import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The provisioning plugin. Nothing can be provisioned until environments and
   * modules are configured.
   *
   * Example:
   *
   * ```yaml
   * provisioning:
   *   modules:
   *     - id: heal7
   *       directory: ../../infra/terraform
   *   environments:
   *     staging:
   *       budget: 800
   *       approval: confirm
   *       deletionProtection: false
   *       state:
   *         type: s3
   *         bucket: heal7-terraform-state
   *         region: ap-northeast-2
   *       credentials:
   *         aws:
   *           AWS_REGION: ap-northeast-2
   *           AWS_ROLE_ARN: arn:aws:iam::…:role/heal7-staging
   *           AWS_WEB_IDENTITY_TOKEN_FILE: /var/run/secrets/…/token
   * ```
   */
  provisioning?: {
    /**
     * Folder for copies of modules, read only and named by their digest;
     * `.data/provisioning` when left out.
     */
    dataDir?: string;
    /** Where modules come from. The first one that has an id keeps it. */
    modules?: Array<{
      id: string;
      /** A folder of this machine with `stacks/` and `modules/`. */
      directory?: string;
      /**
       * Such a folder on a source-control host under `integrations`, at a
       * commit of 40 hexadecimal digits, as
       * `https://github.com/heal7/infrastructure/tree/<commit>/terraform`.
       */
      url?: string;
    }>;
    /** By their name, 1 to 40 lower-case letters, digits and hyphens. */
    environments?: {
      [name: string]: {
        /**
         * An emulator on this machine, that permission policies may open to
         * everybody. Checked: its credentials and its state have to name
         * endpoints on the loopback interface. Default: false.
         */
        sandbox?: boolean;
        /** US dollars a month, of all its stacks; no limit when left out. */
        budget?: number;
        /**
         * Who has to approve a plan: nobody, somebody who may, or somebody else
         * than who asked for it. Default: `second-person`.
         */
        approval?: 'none' | 'confirm' | 'second-person';
        /** Of stacks that do not say it themselves. Default: true. */
        deletionProtection?: boolean;
        /** Severity of policy rules where it differs, by the rule's id. */
        severities?: { [rule: string]: 'block' | 'warn' | 'off' };
        /** Id of the executor; `terraform` when left out. */
        executor?: string;
        limits?: {
          /** Of one step; 1 hour when left out. */
          time?: HumanDuration | string;
          /** Of all its processes; 2048 when left out. */
          memoryMiB?: number;
          /** To end after it was asked to; 60 seconds when left out. */
          grace?: HumanDuration | string;
        };
        /** How often to look for drift; never when left out. */
        driftCheck?: false | { every: HumanDuration | string };
        /** Shares that are taken off list prices, 0 to 1. */
        discounts?: { spot?: number; reserved?: number; offHours?: number };
        /** Where states are kept: one key a stack, with locks. */
        state:
          | { type: 'local'; directory: string }
          | {
              type: 's3';
              bucket: string;
              region: string;
              /** `stacks` when left out. */
              prefix?: string;
              /** Of an emulator. */
              endpoint?: string;
              kmsKeyId?: string;
            }
          | { type: 'gcs'; bucket: string; prefix?: string };
        /**
         * By cloud (`aws`, `gcp`, `cloudflare`): the environment variables of
         * the processes that plan and apply, and the only ones they get.
         */
        credentials?: {
          /** @deepVisibility secret */
          [cloud: string]: { [variable: string]: string };
        };
        /**
         * Values of the modules' `secretInputs`. What names a stack wins over
         * what names a module, and that over what names neither.
         */
        secrets?: Array<{
          /** Name of the module's variable. */
          variable: string;
          /** Id of a module, to hold for its stacks only. */
          module?: string;
          /** Name of a stack, to hold for it only. */
          stack?: string;
          /**
           * Exactly one of value and file.
           * @visibility secret
           */
          value?: string;
          /** Read for each run, so that it may be rotated. */
          file?: string;
        }>;
      };
    };
    /** Runs planned and applied at a time; 4 when left out. */
    workers?: number;
    /** Checks for drift at a time; 1 when left out. */
    driftWorkers?: number;
    logs?: {
      /** How much of the log of one step is kept; 16 when left out. */
      stepMiB?: number;
    };
    retention?: {
      /** How long ended runs are kept; 400 days when left out. */
      runs?: HumanDuration | string;
      /** How long their logs are; 90 days when left out. */
      logs?: HumanDuration | string;
      /** How long a plan waits for its approval; 7 days when left out. */
      approvals?: HumanDuration | string;
    };
    prices?: {
      /** From when on prices are called outdated; 180 days when left out. */
      maxAge?: HumanDuration | string;
    };
    policies?: {
      /** How long one policy engine may take; 5 minutes when left out. */
      time?: HumanDuration | string;
    };
    /**
     * Refs of the templates that may be started when a run has succeeded. They
     * run as the portal itself, so list only such as may.
     */
    continuations?: string[];
  };
}
