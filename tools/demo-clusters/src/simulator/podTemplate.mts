/** The parts of a pod template that the simulation reads. */
export interface PodTemplate {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    containers: {
      name: string;
      image: string;
      ports?: { name?: string; containerPort: number }[];
      [field: string]: unknown;
    }[];
    [field: string]: unknown;
  };
}

/**
 * Annotation of a pod template that makes its version misbehave, so that the
 * demo has something to show: `errors` fails its analysis, `image-pull`
 * leaves its pods without an image.
 */
export const FAULT_ANNOTATION = 'demo.heal7.com/fault';

/** What is wrong with a version, if anything. */
export function faultOf(template: PodTemplate): string | undefined {
  return template.metadata?.annotations?.[FAULT_ANNOTATION];
}

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** FNV-1a of a text, in the alphabet that avoids bad words. */
export function safeHash(text: string): string {
  let value = 2166136261;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  }
  return [...String(value >>> 0)]
    .map(digit => ALPHABET[Number(digit) + 9])
    .join('');
}

/** JSON with sorted keys, so that equal templates make equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Hash of a pod template: names its ReplicaSet and marks its pods. */
export function podTemplateHash(template: PodTemplate): string {
  return safeHash(canonical(template));
}
