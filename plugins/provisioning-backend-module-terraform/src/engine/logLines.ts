import {
  LineMask,
  readEngineLine,
} from '@heal7/backstage-plugin-provisioning-node';
import type {
  EngineLine,
  SecretMask,
} from '@heal7/backstage-plugin-provisioning-node';
import type { KeptLine } from '../jobs/KeptLine';
import type { RawLine } from './splitLines';

const LONGEST_TEXT = 8_192;

/** Makes lines of a log, masked, of what an engine prints on one stream. */
export class LogLines {
  readonly #mask: SecretMask;
  readonly #lines: LineMask;

  constructor(mask: SecretMask) {
    this.#mask = mask;
    this.#lines = new LineMask(mask);
  }

  read(raw: RawLine): { engine: EngineLine; kept: KeptLine[] } {
    const engine = readEngineLine(raw.text);
    const at = engine.at ?? new Date().toISOString();
    const kept = engine.texts.map(
      (text): KeptLine => ({
        at,
        level: engine.level,
        text: this.#shorten(this.#lines.mask(text), raw.cut),
        address: engine.address && this.#mask.mask(engine.address),
      }),
    );
    const { progress } = engine;
    if (progress && kept.length > 0) {
      kept[0].progress = {
        ...progress,
        address: this.#mask.mask(progress.address),
        id: progress.id && this.#mask.mask(progress.id),
      };
    }
    return { engine, kept };
  }

  /** What was cut may end in a part of a secret, which no mask knows. */
  #shorten(masked: string, cut: boolean): string {
    const whole = cut ? masked.slice(0, -this.#mask.longest) : masked;
    return whole.length > LONGEST_TEXT || cut
      ? `${whole.slice(0, LONGEST_TEXT - 1)}…`
      : whole;
  }
}
