import { refName, shortDigest, webAddress } from './names';

describe('names', () => {
  it('leave out what everybody knows', () => {
    expect(refName('group:default/web-team')).toBe('web-team');
    expect(refName('group:korea/web-team')).toBe('korea/web-team');
    expect(refName('drift-check')).toBe('drift-check');
    expect(refName('')).toBe('');
  });

  it('are cut where they are digests', () => {
    expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('abababababab');
  });

  it('are links only when they lead to the web', () => {
    expect(webAddress('https://console.aws.amazon.com/')).toBeDefined();
    // eslint-disable-next-line no-script-url
    expect(webAddress('javascript:alert(1)')).toBeUndefined();
    expect(webAddress(null)).toBeUndefined();
  });
});
