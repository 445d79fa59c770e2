import type { JsonObject } from '@backstage/types';
import type { StateLocation } from '@heal7/backstage-plugin-provisioning-node';

/** An emulator has no accounts, regions or names of hosts a bucket. */
const emulator = (endpoint: string): JsonObject => ({
  endpoints: { s3: endpoint },
  use_path_style: true,
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_region_validation: true,
  skip_requesting_account_id: true,
  // On this machine it answers at once, or not at all.
  max_retries: 1,
});

function settings(state: StateLocation): JsonObject {
  switch (state.type) {
    case 'local':
      return { local: { path: state.path } };
    case 's3':
      return {
        s3: {
          bucket: state.bucket,
          key: state.key,
          region: state.region,
          encrypt: true,
          use_lockfile: true,
          ...(state.kmsKeyId ? { kms_key_id: state.kmsKeyId } : {}),
          ...(state.endpoint ? emulator(state.endpoint) : {}),
        },
      };
    default:
      return { gcs: { bucket: state.bucket, prefix: state.prefix } };
  }
}

/** Where the engine keeps the state, as it wants to be told; no credentials. */
export function backendConfig(state: StateLocation): JsonObject {
  return { terraform: { backend: settings(state) } };
}
