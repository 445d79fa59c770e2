import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import type { RenderedFile } from './DryRunner';
import type { ReviewLimits } from './limits';
import type { TemplateFile } from './TemplateFiles';

/** A rendered file, as the wizard shows it. */
export interface ReviewFile {
  path: string;
  /** Empty when binary. */
  content: string;
  executable: boolean;
  binary?: true;
  /** Whether some of the content is missing. */
  truncated?: true;
}

/** Cuts text at a number of bytes, never within a character. */
function cut(content: Buffer, bytes: number): string {
  let end = bytes;
  // Bytes of the form 10xxxxxx go on with a character.
  while (end > 0 && (content[end] & 0xc0) === 0x80) {
    end -= 1;
  }
  return content.subarray(0, end).toString('utf8');
}

/**
 * Rendered files in the order of their paths. The dry run is given no file
 * modes, so what is executable is taken from the template's own files.
 */
export function presentFiles(
  rendered: RenderedFile[],
  sources: TemplateFile[],
  limits: Pick<ReviewLimits, 'shownFileBytes' | 'shownBytes'>,
): ReviewFile[] {
  const executables = new Set(
    sources
      .filter(({ executable }) => executable)
      .map(({ folder, path }) => posix.relative(folder, path)),
  );
  let room = limits.shownBytes;
  return [...rendered]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, base64Content, executable }) => {
      const content = Buffer.from(base64Content, 'base64');
      const file = {
        path,
        executable: Boolean(executable) || executables.has(path),
      };
      if (content.includes(0) || !isUtf8(content)) {
        return { ...file, content: '', binary: true };
      }
      const shown = Math.min(content.length, limits.shownFileBytes, room);
      room -= shown;
      return shown < content.length
        ? { ...file, content: cut(content, shown), truncated: true }
        : { ...file, content: content.toString('utf8') };
    });
}
