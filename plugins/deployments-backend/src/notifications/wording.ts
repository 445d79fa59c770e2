import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { Notice, NoticeKind } from './Notice';

type Severity = NonNullable<NotificationPayload['severity']>;

const LONGEST = 300;

const SEVERITY: Record<NoticeKind, Severity> = {
  waiting: 'normal',
  failed: 'high',
  degraded: 'high',
  recovered: 'low',
};

/**
 * Text from a cluster without what any reader of notifications takes for
 * markup: Slack mentions people by `<`, mail programs read tags.
 */
const plain = (text: string) =>
  text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST);

const headline: Record<NoticeKind, (name: string) => string> = {
  waiting: name => `${name} waits for your decision`,
  failed: name => `The rollout of ${name} was aborted`,
  degraded: name => `${name} is degraded`,
  recovered: name => `${name} is healthy again`,
};

/**
 * A notice in words, with what Backstage needs to file it: one topic a kind,
 * to be turned off by whoever does not want it, and one scope a rollout, so
 * that later news of it replaces what came before.
 *
 * @param clusterTitle - what people call the cluster
 * @internal
 */
export function wordingOf(
  notice: Notice,
  options: {
    clusterTitle: string;
    link: string | undefined;
    scope: string;
  },
): NotificationPayload {
  const { kind, target, step, images, message } = notice;
  const where = `${plain(target.namespace)} in ${plain(options.clusterTitle)}`;
  const position =
    kind === 'waiting' && step && step.total > 0
      ? `step ${step.index + 1} of ${step.total}`
      : '';
  const what = images.length > 0 ? plain(images.join(', ')) : '';
  return {
    title: headline[kind](plain(target.name)),
    description: [
      where,
      position,
      what,
      kind === 'recovered' ? '' : plain(message),
    ]
      .filter(part => part !== '')
      .join(' · '),
    link: options.link,
    severity: SEVERITY[kind],
    topic: `rollout-${kind}`,
    scope: options.scope,
  };
}
