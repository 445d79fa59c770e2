import { backendConfig } from './backendConfig';

const bucket = {
  type: 's3' as const,
  bucket: 'states',
  key: 'one.tfstate',
  region: 'ap-northeast-2',
  endpoint: null,
  kmsKeyId: null,
};

describe('backendConfig', () => {
  it('locks and encrypts a state in S3', () => {
    expect(backendConfig({ ...bucket, kmsKeyId: 'k' })).toEqual({
      terraform: {
        backend: {
          s3: {
            bucket: 'states',
            key: 'one.tfstate',
            region: 'ap-northeast-2',
            encrypt: true,
            use_lockfile: true,
            kms_key_id: 'k',
          },
        },
      },
    });
  });

  it('skips the checks of the real AWS for an emulator only', () => {
    const skips = (endpoint: string | null) =>
      JSON.stringify(backendConfig({ ...bucket, endpoint })).match(/skip_\w+/g);
    expect(skips(null)).toBeNull();
    expect(skips('http://127.0.0.1:5000')).toHaveLength(4);
  });

  it('writes the others as their engines want them', () => {
    expect(backendConfig({ type: 'gcs', bucket: 'b', prefix: 'p' })).toEqual({
      terraform: { backend: { gcs: { bucket: 'b', prefix: 'p' } } },
    });
    expect(backendConfig({ type: 'local', path: '/x' })).toEqual({
      terraform: { backend: { local: { path: '/x' } } },
    });
  });
});
