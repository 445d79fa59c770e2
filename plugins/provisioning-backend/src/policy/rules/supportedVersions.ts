import type { PlanResource } from '../../cost/planResources';
import { isUnknown, undecided, valueAt } from '../judge';
import type { Found, Rule } from '../Rule';
import { EKS, POSTGRESQL } from './endOfSupport';
import type { Support } from './endOfSupport';

/** `15.4` is of 15, and `1.28` of 1.28. */
const releaseOf = (version: string, { until }: Support) =>
  Object.keys(until).find(
    release => version === release || version.startsWith(`${release}.`),
  );

/** Numbers of releases in their order: 9.6 before 10, 1.9 before 1.10. */
const older = (version: string, than: string): boolean => {
  const [a, b] = [version, than].map(text => text.split('.').map(Number));
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at >= 0 && a[at] < (b[at] ?? 0);
};

function look(
  resource: PlanResource,
  attribute: string,
  support: Support,
  now: Date,
): Found[] {
  const version = valueAt(resource, [attribute]);
  if (isUnknown(version)) {
    return [undecided(resource, [attribute])];
  }
  if (typeof version !== 'string') {
    // The cloud takes one that it supports.
    return [];
  }
  const today = now.toISOString().slice(0, 10);
  const release = releaseOf(version, support);
  const words = (message: string): Found => ({
    address: resource.address,
    attribute,
    message,
    fix: 'Take a version that is supported',
  });
  if (release) {
    return support.until[release] >= today
      ? []
      : [
          words(
            `${support.product} ${version} has had no standard support since ${support.until[release]}`,
          ),
        ];
  }
  return Object.keys(support.until).every(known => older(version, known))
    ? [words(`${support.product} ${version} is older than any that is known`)]
    : [
        {
          ...words(
            `Until when ${support.product} ${version} is supported is not known`,
          ),
          fix: `Look it up; what is known is of ${support.date}`,
          severity: 'warn',
        },
      ];
}

/** Nothing runs on a version that gets no more corrections. */
export const supportedVersions: Rule = {
  id: 'supported-versions',
  severity: { guarded: 'block', other: 'warn' },
  find: ({ resources, now }) =>
    resources.flatMap(resource => {
      if (
        resource.type === 'aws_db_instance' &&
        resource.values.engine === 'postgres'
      ) {
        return look(resource, 'engine_version', POSTGRESQL, now);
      }
      return resource.type === 'aws_eks_cluster'
        ? look(resource, 'version', EKS, now)
        : [];
    }),
};
