/**
 * A part of a run's log, in order.
 *
 * @public
 */
export interface LogPage {
  lines: LogLine[];
  /** Position to read on from. */
  next: number;
  /** Whether nothing will come after `next`. */
  complete: boolean;
}

/** @public */
export interface LogLine {
  /** Counts up within the run, from 1. */
  position: number;
  /** ISO 8601. */
  at: string;
  step: 'plan' | 'apply';
  level: 'info' | 'warn' | 'error';
  /** Masked. One line, at most 8,192 characters. */
  text: string;
  /** The resource it is about, when it is about one. */
  address: string | null;
}
