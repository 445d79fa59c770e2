import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** Tells what it is, and in which form. */
const HEADER = Buffer.from('heal7-sealed-1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function keyOf(secret: string, name: string): Uint8Array {
  if (secret.length < 32) {
    throw new Error('The key to seal with has to have at least 32 characters');
  }
  return new Uint8Array(hkdfSync('sha256', secret, '', name, 32));
}

/**
 * Encrypts what holds secrets, as a saved plan does: AES-256-GCM with a key
 * that belongs to this name alone, so that one sealed thing cannot be put in
 * the place of another. It has no imports but Node's own: an action of GitHub
 * runs this very file.
 *
 * @param name - what it is, e.g. `<job id>/plan`; has to be given to open it
 * @throws Error when the secret is shorter than 32 characters.
 * @public
 */
export function seal(
  content: Uint8Array,
  name: string,
  secret: string,
): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, name), nonce);
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([HEADER, nonce, cipher.getAuthTag(), sealed]);
}

/**
 * The content of what was sealed under that name.
 *
 * @throws Error when it was not sealed with this secret, under this name, or
 * has been changed since.
 * @public
 */
export function unseal(
  sealed: Uint8Array,
  name: string,
  secret: string,
): Buffer {
  const bytes = Buffer.from(sealed);
  const start = HEADER.length;
  if (
    !bytes.subarray(0, start).equals(HEADER) ||
    bytes.length < start + NONCE_BYTES + TAG_BYTES
  ) {
    throw new Error(`'${name}' is nothing that was sealed here`);
  }
  const nonce = bytes.subarray(start, start + NONCE_BYTES);
  const tag = bytes.subarray(
    start + NONCE_BYTES,
    start + NONCE_BYTES + TAG_BYTES,
  );
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, name), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(start + NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    throw new Error(
      `'${name}' cannot be opened: it was sealed with another key, under another name, or has been changed`,
    );
  }
}
