import fc from 'fast-check';
import { digestsOf, readDigest, readRevisionSource } from './podTemplate';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;

const source = (annotations: Record<string, string>) =>
  readRevisionSource({ metadata: { annotations } });

describe('readDigest', () => {
  it.each([
    [`docker-pullable://ghcr.io/heal7/web@${DIGEST}`, DIGEST],
    [`ghcr.io/heal7/web@${DIGEST}`, DIGEST],
    // An image that was loaded into the node has no digest in a registry.
    [DIGEST, ''],
    [`docker://${DIGEST}`, ''],
    ['', ''],
    [null, ''],
  ])('reads %j', (imageId, digest) => {
    expect(readDigest(imageId)).toBe(digest);
  });
});

describe('digestsOf', () => {
  it('follows the template, whatever is put into the pods besides', () => {
    const pods = [
      { containers: ['web'], digests: [''] },
      { containers: ['istio-proxy', 'web'], digests: [OTHER, DIGEST] },
    ];
    expect(digestsOf(['web', 'log'], pods)).toEqual([DIGEST, '']);
    expect(digestsOf(['web'], [])).toEqual(['']);
  });
});

describe('readRevisionSource', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';

  it('reads the OCI names, and ours where they are missing', () => {
    const repository = 'https://github.com/heal7/web';
    expect(
      source({
        'org.opencontainers.image.source': `${repository}.git`,
        'org.opencontainers.image.revision': commit,
        'heal7.com/source': 'https://example.com/other',
      }),
    ).toEqual({ repository, commit });
    expect(
      source({ 'heal7.com/source': repository, 'heal7.com/revision': commit }),
    ).toEqual({ repository, commit });
  });

  it('takes nothing for a commit that is none', () => {
    expect(
      source({
        'heal7.com/source': 'https://github.com/heal7/web',
        'heal7.com/revision': 'main',
      }),
    ).toMatchObject({ commit: '' });
  });

  it('never passes a secret of the address on', () => {
    expect(
      source({ 'heal7.com/source': 'https://bot:s3cret@git.example/a?token=x' })
        ?.repository,
    ).toBe('https://git.example/a');
  });

  it.each(['ftp://a.example/b', 'git@github.com:a/b.git', 'x', ''])(
    'makes no address of %j',
    text => {
      expect(source({ 'heal7.com/source': text })).toBeNull();
    },
  );

  it('reads any annotations', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, revision) => {
        const found = source({
          'heal7.com/source': text,
          'heal7.com/revision': revision,
        });
        expect(found === null || /^https?:/.test(found.repository)).toBe(true);
      }),
    );
  });
});
