import { secretValues } from './secretValues';

describe('secretValues', () => {
  it('takes every secret, and every credential but those that say where or who', () => {
    const credentials = {
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token',
      AWS_SECRET_ACCESS_KEY: 'key',
      AWS_REGION: 'ap-northeast-2',
      AWS_ENDPOINT_URL: 'http://127.0.0.1',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1',
      GOOGLE_PROJECT: 'heal7',
      GOOGLE_CREDENTIALS: '{}',
      CLOUDFLARE_API_TOKEN: 'token',
      SOMETHING_NEW: 'unknown',
    };
    expect(secretValues({ credentials, secrets: { password: 'p' } })).toEqual([
      'p',
      'key',
      '{}',
      'token',
      'unknown',
    ]);
  });
});
