import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { JumpingClock } from '../__testUtils__/JumpingClock';
import type { ClaimedNotice } from '../store/NoticeStore';
import { readWebhookConfigs } from './webhookConfig';
import { WebhookChannel } from './WebhookChannel';

const SECRET = 'a-secret-of-some-length';

const claimed: ClaimedNotice = {
  id: 5,
  targetId: 't',
  subject: 'rollout:7',
  attempts: 0,
  dueAt: 1,
  notice: {
    kind: 'failed',
    target: {
      cluster: 'east',
      namespace: 'shop',
      name: 'web',
      engine: 'argo-rollouts',
    },
    entityRefs: [],
    kubernetesId: 'web',
    environment: 'production',
    rolloutId: '7',
    revisionHash: 'b',
    images: ['web:2'],
    step: { index: 1, total: 4 },
    message: 'metric "success-rate" assessed Failed · 실패',
    at: '2026-11-23T08:59:59.000Z',
  },
};

/** As documented in docs/operations/notifications.md. */
function isGenuine(
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
  nowSeconds: number,
): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  if (Math.abs(nowSeconds - Number(timestamp)) > 300) {
    return false;
  }
  const expected = createHmac('sha256', secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some(part => {
      const [version, text = ''] = part.split(',');
      const given = Buffer.from(text, 'base64');
      return (
        version === 'v1' &&
        given.length === expected.length &&
        timingSafeEqual(given, expected)
      );
    });
}

describe('WebhookChannel', () => {
  let server: Server;
  let received: { headers: IncomingHttpHeaders; body: string; url: string }[];
  let status: number;
  let silent: boolean;
  const clock = new JumpingClock();
  const never = new AbortController().signal;

  beforeEach(async () => {
    received = [];
    status = 204;
    silent = false;
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', piece => {
        body += piece;
      });
      request.on('end', () => {
        received.push({ headers: request.headers, body, url: request.url! });
        if (!silent) {
          response.writeHead(status, { location: '/elsewhere' }).end();
        }
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  function channel(more: object = {}, timeoutMs?: number) {
    const { port } = server.address() as AddressInfo;
    const [config] = readWebhookConfigs(
      new ConfigReader({
        deployments: {
          notifications: {
            webhooks: [
              {
                url: `http://127.0.0.1:${port}/hook?key=hush`,
                secret: SECRET,
                ...more,
              },
            ],
          },
        },
      }),
    );
    return new WebhookChannel(config, clock, timeoutMs);
  }

  const now = () => Math.floor(clock.now().getTime() / 1000);

  it('sends what happened, so that the receiver can believe it', async () => {
    await channel().send(claimed, never);
    const [{ headers, body, url }] = received;
    expect(url).toBe('/hook?key=hush');
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({
      type: 'rollout.failed',
      timestamp: '2026-11-23T08:59:59.000Z',
      data: {
        target: claimed.notice.target,
        environment: 'production',
        rolloutId: '7',
        revisionHash: 'b',
        images: ['web:2'],
        step: { index: 1, total: 4 },
        message: 'metric "success-rate" assessed Failed · 실패',
      },
    });
    expect(isGenuine(headers, body, SECRET, now())).toBe(true);
    expect(isGenuine(headers, `${body} `, SECRET, now())).toBe(false);
    expect(isGenuine(headers, body, 'another', now())).toBe(false);
    expect(isGenuine(headers, body, SECRET, now() + 301)).toBe(false);
    const later = { ...headers, 'webhook-timestamp': String(now() + 100) };
    expect(isGenuine(later, body, SECRET, now() + 100)).toBe(false);
    const other = { ...headers, 'webhook-id': 'another' };
    expect(isGenuine(other, body, SECRET, now())).toBe(false);
  });

  it('says with its id that an attempt is for the same news', async () => {
    await channel().send(claimed, never);
    clock.advance(60_000);
    await channel().send({ ...claimed, dueAt: 99, attempts: 3 }, never);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    const next = { ...claimed.notice, at: '2026-11-23T10:00:00.000Z' };
    await channel().send({ ...claimed, notice: next }, never);
    expect(received[2].headers['webhook-id']).not.toBe(ids[0]);
  });

  it("takes a secret in the standard's own form", async () => {
    const key = Buffer.from('k'.repeat(24));
    await channel({ secret: `whsec_${key.toString('base64')}` }).send(
      claimed,
      never,
    );
    const [{ headers, body }] = received;
    expect(isGenuine(headers, body, key.toString(), now())).toBe(true);
  });

  it.each([301, 307, 400, 500])(
    'takes %i for a failure, and follows nothing',
    async code => {
      status = code;
      await expect(channel().send(claimed, never)).rejects.toThrow(
        `it answered ${code}`,
      );
      expect(received).toHaveLength(1);
    },
  );

  it('waits only so long, and names neither address nor secret', async () => {
    silent = true;
    const impatient = channel({}, 50);
    const error: Error = await impatient.send(claimed, never).then(
      () => new Error('no error'),
      caught => caught,
    );
    expect(error.message).toMatch(/^no answer \(.+\)$/);
    await new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
    const refused: Error = await impatient
      .send(claimed, never)
      .catch(caught => caught);
    expect(refused.message).toBe('no answer (ECONNREFUSED)');
    expect(impatient.title).not.toContain('hush');
    server.listen(0, '127.0.0.1');
  });

  it('sends only the kinds that are asked for', () => {
    const some = channel({ events: ['failed'] });
    expect(some.wants('failed')).toBe(true);
    expect(some.wants('waiting')).toBe(false);
    expect(channel().wants('waiting')).toBe(true);
  });

  it.each([
    [{ url: 'file:///etc/passwd' }, 'url must be'],
    [{ url: 'no address' }, 'url must be'],
    [{ secret: 'short' }, 'secret must have'],
    [{ events: ['everything'] }, 'events may name'],
  ])('refuses %j, without repeating it', (more, message) => {
    expect(() => channel(more)).toThrow(
      `deployments.notifications.webhooks[0].${message}`,
    );
    expect(() => channel(more)).not.toThrow(SECRET);
  });
});
