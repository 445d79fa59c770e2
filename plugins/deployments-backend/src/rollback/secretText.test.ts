import { isSecretFlag, replaceSecrets, soundsSecret } from './secretText';

// In parts, so that no scan of this repository takes them for real ones.
const GITHUB = ['ghp', '0123456789abcdefABCDEF'].join('_');
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const KEY = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');

const masked = (text: string) =>
  replaceSecrets(text, ['known one'], () => '***');

describe('what looks like a secret', () => {
  it.each([
    ['--db-password=hunter2', '--db-password=***'],
    ['mysql --password hunter2 -h db', 'mysql --password *** -h db'],
    ['export API_KEY="a b c"; run', 'export API_KEY=***; run'],
    ['{"token": "abc", "port": 1}', '{"token": ***, "port": 1}'],
    ['postgres://web:hunter2@db:5432/x', 'postgres://***@db:5432/x'],
    ['Authorization: Bearer abcdef123', 'Authorization: *** ***'],
    ['--token=known one, twice: known one', '--token=***, twice: ***'],
    ['eyJhbGciOi.eyJzdWIi.c2ln', '***'],
    [`use ${GITHUB} now`, 'use *** now'],
    [AWS, '***'],
    [`key:\n${KEY}\nMIIE\n`, 'key:\n***'],
    ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '***'],
  ])('is masked: %j', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    '--password-file=/run/secrets/db',
    '--password=$(DB_PASSWORD)',
    '--token ${TOKEN}',
    'secretName: web-tls',
    'prints the token when asked',
    'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    'ghcr.io/heal7/web-main:1.2.3',
    'https://heal7.com/path?x=1',
    'component:default/heal7-web-main',
    '',
  ])('is not: %j', text => {
    expect(masked(text)).toBe(text);
  });

  it('goes by the name', () => {
    const names = ['dbPassword', 'API_KEY', 'api.key', 'clientSecret', 'TOKEN'];
    expect(names.filter(name => !soundsSecret(name))).toEqual([]);
    const others = ['secretName', 'tokenFile', 'password-path', 'port', 'key'];
    expect(others.filter(soundsSecret)).toEqual([]);
    expect(isSecretFlag('--token')).toBe(true);
    expect(isSecretFlag('--token-file')).toBe(false);
    expect(isSecretFlag('token is')).toBe(false);
  });
});
