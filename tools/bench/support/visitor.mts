/** An answer as it was measured. */
export interface Timed {
  /** Milliseconds until the last byte. */
  ms: number;
  /** Of the body, uncompressed. */
  bytes: number;
  body: any;
}

/** A signed-in guest, as the browser is one. */
export interface Visitor {
  token: string;
  /** @throws Error when the answer is no success. */
  ask(path: string, json?: unknown): Promise<Timed>;
}

/** Signs in as a guest at a backend, e.g. `http://localhost:7007`. */
export async function signIn(url: string): Promise<Visitor> {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const { backstageIdentity } = await answer.json();
  const token: string = backstageIdentity.token;
  return {
    token,
    async ask(path, json) {
      const headers: Record<string, string> = {
        authorization: `Bearer ${token}`,
        'accept-encoding': 'identity',
      };
      if (json !== undefined) {
        headers['content-type'] = 'application/json';
      }
      const began = performance.now();
      const response = await fetch(`${url}${path}`, {
        method: json === undefined ? 'GET' : 'POST',
        headers,
        body: json === undefined ? undefined : JSON.stringify(json),
      });
      const bytes = await response.arrayBuffer();
      const ms = performance.now() - began;
      const text = Buffer.from(bytes).toString('utf8');
      if (!response.ok) {
        throw new Error(`${path} was answered ${response.status}: ${text}`);
      }
      return { ms, bytes: bytes.byteLength, body: JSON.parse(text) };
    },
  };
}
