import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError, isError, NotFoundError } from '@backstage/errors';
import type { StackDefinition } from '@heal7/backstage-plugin-provisioning-common';
import { readDocument } from './readDocument';

const MOST_BYTES = 64 * 1024;
const PATIENCE_MS = 20_000;

/**
 * Reads definitions from source-control hosts, with the portal's integrations.
 *
 * @internal
 */
export class DefinitionReader {
  constructor(private readonly reader: Pick<UrlReaderService, 'readUrl'>) {}

  /**
   * @throws NotFoundError, InputError; neither quotes what was read, since the
   * portal may read more than the caller.
   */
  async read(url: string): Promise<StackDefinition> {
    return readDocument((await this.content(url)).toString('utf8'));
  }

  private async content(url: string): Promise<Buffer> {
    let stream: NodeJS.ReadableStream | undefined;
    try {
      const response = await this.reader.readUrl(url, {
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      stream = response.stream?.();
      if (!stream) {
        return limited(await response.buffer());
      }
      return await collected(stream);
    } catch (error) {
      if (isError(error) && error.name === 'InputError') {
        throw error;
      }
      if (isError(error) && error.name === 'NotFoundError') {
        throw new NotFoundError(`There is no definition at ${url}`);
      }
      throw new InputError(
        `The definition at ${url} cannot be read; its host has to be under 'integrations', or allowed by 'backend.reading'`,
      );
    }
  }
}

/** Reads no more than is allowed, however much comes. */
async function collected(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    chunks.push(part);
    if (bytes > MOST_BYTES) {
      break;
    }
  }
  return limited(Buffer.concat(chunks));
}

function limited(content: Buffer): Buffer {
  if (content.length > MOST_BYTES) {
    throw new InputError(`A definition has at most ${MOST_BYTES} bytes`);
  }
  return content;
}
