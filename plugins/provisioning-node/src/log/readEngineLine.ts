import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic } from '@heal7/backstage-plugin-provisioning-common';

/**
 * One line of what an engine prints with `-json`, in words for people.
 * {@link https://developer.hashicorp.com/terraform/internals/machine-readable-ui}
 *
 * @public
 */
export interface EngineLine {
  /** ISO 8601; null when the line does not say. */
  at: string | null;
  level: 'info' | 'warn' | 'error';
  /** Lines of text; none when there is nothing to read. Not masked. */
  texts: string[];
  /** The resource it is about. */
  address: string | null;
  /** What happens to that resource. */
  progress: ResourceProgress | null;
  /** Not masked. */
  diagnostic: Diagnostic | null;
}

/** @public */
export interface ResourceProgress {
  phase: 'started' | 'done' | 'failed';
  /** The engine's word: `create`, `update`, `delete`, ... */
  action: string;
  address: string;
  /** The cloud's id, once it is known. Not masked. */
  id: string | null;
}

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const text = (value: unknown): string =>
  typeof value === 'string' ? value : '';
const textOrNull = (value: unknown): string | null => text(value) || null;

const PHASES: Record<string, ResourceProgress['phase']> = {
  apply_start: 'started',
  apply_complete: 'done',
  apply_errored: 'failed',
};

// What a terminal would act on.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What frames an error in a terminal. */
const FRAME = /^[╷│╵]\s?/;

/** As separate lines without control characters; empty ones are left out. */
function linesOf(...parts: string[]): string[] {
  return parts
    .flatMap(part => stripVTControlCharacters(part).split(/\r?\n|\r/))
    .map(line => line.replace(CONTROL, '').replace(FRAME, '').trimEnd())
    .filter(line => line !== '');
}

function parse(line: string): Fields | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    return fields(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function levelOf(value: unknown): EngineLine['level'] {
  return value === 'error' || value === 'warn' ? value : 'info';
}

function timeOf(value: unknown): string | null {
  const time = Date.parse(text(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function progressOf(message: Fields): ResourceProgress | null {
  const type = text(message.type);
  const hook = fields(message.hook);
  const address = text(fields(hook.resource).addr);
  if (!Object.hasOwn(PHASES, type) || address === '') {
    return null;
  }
  return {
    phase: PHASES[type],
    action: text(hook.action),
    address,
    id: textOrNull(hook.id_value),
  };
}

function diagnosticOf(message: Fields): Diagnostic | null {
  const found = fields(message.diagnostic);
  if (message.type !== 'diagnostic' || text(found.summary) === '') {
    return null;
  }
  return {
    severity: found.severity === 'warning' ? 'warning' : 'error',
    summary: text(found.summary),
    detail: text(found.detail),
    address: textOrNull(found.address),
  };
}

function placeOf(message: Fields): string {
  const range = fields(fields(message.diagnostic).range);
  const file = text(range.filename);
  const { line } = fields(range.start);
  return file && typeof line === 'number' ? `  at ${file}:${line}` : '';
}

/**
 * Reads a line. What is not in the machine-readable form, as a crash or the
 * output of an older command, is taken as it is; nothing is ever refused.
 *
 * @public
 */
export function readEngineLine(line: string): EngineLine {
  const message = parse(line);
  if (!message) {
    return {
      at: null,
      level: 'info',
      texts: linesOf(line),
      address: null,
      progress: null,
      diagnostic: null,
    };
  }
  const diagnostic = diagnosticOf(message);
  const resource =
    fields(fields(message.hook).resource).addr ??
    fields(fields(message.change).resource).addr;
  const said = text(message['@message']);
  return {
    at: timeOf(message['@timestamp']),
    level: levelOf(message['@level']),
    texts: diagnostic
      ? linesOf(said || diagnostic.summary, diagnostic.detail, placeOf(message))
      : linesOf(said),
    address: diagnostic ? diagnostic.address : textOrNull(resource),
    progress: progressOf(message),
    diagnostic,
  };
}
