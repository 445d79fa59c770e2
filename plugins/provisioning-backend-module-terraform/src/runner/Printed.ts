import type { Diagnostic } from '@heal7/backstage-plugin-provisioning-common';
import type { SecretMask } from '@heal7/backstage-plugin-provisioning-node';
import { LogLines } from '../engine/logLines';
import type { EngineExit, StreamName } from '../engine/runEngine';
import type { RawLine } from '../engine/splitLines';
import { TraceReader } from '../engine/trace';
import type { KeptLine } from '../jobs/KeptLine';

/** Of what was printed last and is no diagnostic, for explaining. */
const REMEMBERED_LINES = 50;
const REMEMBERED_DIAGNOSTICS = 100;

/** How a command has ended. */
export interface StepResult {
  ok: boolean;
  diagnostics: Diagnostic[];
  said: string[];
  answer: Buffer;
}

/** What a command has printed so far. */
export class Printed {
  readonly #trace = new TraceReader();
  readonly #lines: Record<StreamName, LogLines>;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #said: string[] = [];

  constructor(mask: SecretMask) {
    this.#lines = { stdout: new LogLines(mask), stderr: new LogLines(mask) };
  }

  take(
    stream: StreamName,
    lines: RawLine[],
  ): { kept: KeptLine[]; lockId: string | null } {
    const kept: KeptLine[] = [];
    let lockId: string | null = null;
    for (const line of lines) {
      const trace =
        stream === 'stderr' ? this.#trace.read(line.text) : undefined;
      lockId = trace?.lockId ?? lockId;
      if (!trace) {
        kept.push(...this.#read(stream, line));
      }
    }
    return { kept, lockId };
  }

  #read(stream: StreamName, line: RawLine): KeptLine[] {
    const { engine, kept } = this.#lines[stream].read(line);
    if (engine.diagnostic) {
      if (this.#diagnostics.length < REMEMBERED_DIAGNOSTICS) {
        this.#diagnostics.push(engine.diagnostic);
      }
    } else {
      this.#said.push(...kept.map(({ text }) => text));
      this.#said.splice(0, this.#said.length - REMEMBERED_LINES);
    }
    return kept;
  }

  result(exit: EngineExit): StepResult {
    return {
      ok: exit.code === 0,
      diagnostics: this.#diagnostics,
      said: this.#said,
      answer: exit.answer,
    };
  }
}
