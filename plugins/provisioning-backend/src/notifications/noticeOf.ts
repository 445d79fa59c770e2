import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Run } from '@heal7/backstage-plugin-provisioning-common';
import type { StackRecord } from '../ports/Stacks';

const LONGEST = 300;

/**
 * Text from a cloud without what any reader of notifications takes for markup:
 * Slack mentions people by `<`, mail programs read tags.
 */
const plain = (text: string) =>
  text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST);

interface News {
  kind: 'waiting' | 'failed' | 'interrupted' | 'drifted';
  title: string;
  detail: string;
  severity: 'high' | 'normal';
}

function newsOf(run: Run, { stack, drift }: StackRecord): News | undefined {
  const { error, phase, plan } = run;
  if (phase === 'awaiting-approval') {
    const {
      create = 0,
      update = 0,
      replace = 0,
      delete: gone = 0,
    } = plan?.counts ?? {};
    return {
      kind: 'waiting',
      title: `A plan of ${stack.name} waits for approval`,
      detail: `${create} to create, ${update} to change, ${replace} to replace, ${gone} to delete`,
      severity: 'normal',
    };
  }
  if (phase === 'failed' || phase === 'interrupted') {
    return {
      kind: phase,
      title:
        phase === 'failed'
          ? `A run of ${stack.name} has failed`
          : `A run of ${stack.name} was interrupted`,
      detail: error?.message ?? '',
      severity: 'high',
    };
  }
  const found = drift?.runId === run.id ? drift.resources.length : 0;
  if (phase === 'succeeded' && run.kind === 'check' && found > 0) {
    return {
      kind: 'drifted',
      title: `${stack.name} has drifted`,
      detail: `${found} resources are not as they were applied`,
      severity: 'normal',
    };
  }
  return undefined;
}

/**
 * What a stack's owners are told of a run, and where they find it; undefined
 * for what is no news. One topic a kind, to be turned off by whoever does not
 * want it, and one scope a run and kind, so that it is told once. Who asked is
 * not told to approve what they asked for.
 *
 * @internal
 */
export function noticeOf(
  run: Run,
  record: StackRecord,
): NotificationSendOptions | undefined {
  const news = newsOf(run, record);
  if (!news) {
    return undefined;
  }
  const { stack } = record;
  const alone =
    news.kind === 'waiting' && run.plan?.approval === 'second-person';
  return {
    recipients: {
      type: 'entity',
      entityRef: stack.owner,
      ...(alone && { excludeEntityRef: run.requestedBy }),
    },
    payload: {
      title: plain(news.title),
      description: [plain(stack.environment), plain(news.detail)]
        .filter(part => part !== '')
        .join(' · '),
      link: `/infrastructure/runs/${encodeURIComponent(run.id)}`,
      severity: news.severity,
      topic: `stack-${news.kind}`,
      scope: `provisioning/${run.id}/${news.kind}`,
    },
  };
}
