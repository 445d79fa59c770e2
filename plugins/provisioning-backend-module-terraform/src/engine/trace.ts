/**
 * What the engine says of itself on its error stream with `TF_LOG_CORE=info`
 * (https://developer.hashicorp.com/terraform/internals/debugging): a time, a
 * level in brackets, and a text, whose further lines are indented. Nothing of
 * it is kept: it may hold values of resources.
 */
const TRACE = /^\d{4}-\d\d-\d\dT\S+ \[(?:TRACE|DEBUG|INFO|WARN|ERROR)\]\s/;

const LOCKED =
  /\bLocked remote state\b.*?\btf_backend\.lock\.id=([\w-]{1,100})/;

export interface TraceLine {
  /** Of the state lock that was just taken. */
  lockId: string | null;
}

/** Tells apart what is trace, in order, from what is meant for people. */
export class TraceReader {
  #inTrace = false;

  /** Undefined for a line that is none. */
  read(line: string): TraceLine | undefined {
    if (TRACE.test(line)) {
      this.#inTrace = true;
      return { lockId: LOCKED.exec(line)?.[1] ?? null };
    }
    this.#inTrace &&= /^\s+\S/.test(line) || line === '';
    return this.#inTrace ? { lockId: null } : undefined;
  }
}
