// Where the state is kept, as Terraform wants to be told.

export type State =
  | {
      type: 's3';
      bucket: string;
      key: string;
      region: string;
      kmsKeyId?: string | null;
    }
  | { type: 'gcs'; bucket: string; prefix: string };

export const STATE_FIELDS: Record<State['type'], string[]> = {
  s3: ['bucket', 'key', 'region'],
  gcs: ['bucket', 'prefix'],
};

/** The content of `backend.tf.json`. */
export function backendOf(state: State): Record<string, unknown> {
  const backend =
    state.type === 's3'
      ? {
          s3: {
            bucket: state.bucket,
            key: state.key,
            region: state.region,
            encrypt: true,
            use_lockfile: true,
            ...(state.kmsKeyId ? { kms_key_id: state.kmsKeyId } : {}),
          },
        }
      : { gcs: { bucket: state.bucket, prefix: state.prefix } };
  return { terraform: { backend } };
}
