import { InputError } from '@backstage/errors';

/** What a review takes and gives at most, in bytes where not said otherwise. */
export interface ReviewLimits {
  /** Files of a template's folders. */
  templateFiles: number;
  /** All of these files together: the dry run takes 10 MB, in base64. */
  templateBytes: number;
  /** Text shown of one rendered file. */
  shownFileBytes: number;
  /** Text shown of all rendered files. */
  shownBytes: number;
  /** Milliseconds until a review is given up. */
  timeoutMs: number;
}

export const REVIEW_LIMITS: ReviewLimits = {
  templateFiles: 2_000,
  templateBytes: 7_000_000,
  shownFileBytes: 256_000,
  shownBytes: 4_000_000,
  timeoutMs: 30_000,
};

/** Counts files as they are read, and stops before there are too many. */
export class TemplateBudget {
  private files = 0;
  private bytes = 0;

  constructor(
    private readonly limits: Pick<
      ReviewLimits,
      'templateFiles' | 'templateBytes'
    >,
  ) {}

  /** @throws InputError naming the file that is too much. */
  take(path: string, bytes: number): void {
    this.files += 1;
    this.bytes += bytes;
    const { templateFiles, templateBytes } = this.limits;
    if (this.files > templateFiles || this.bytes > templateBytes) {
      throw new InputError(
        `The template is too large to be reviewed: at '${path}' its folders exceed ${templateFiles} files or ${templateBytes} bytes`,
      );
    }
  }
}
