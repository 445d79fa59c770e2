const SIGNS = [
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH)\b/,
  /getaddrinfo|no such host|could not resolve host|name resolution/i,
  /dial tcp|connection refused|network is unreachable|connect timeout/i,
  // A Python client that got no answer, be it for want of certificates.
  /\brequests[/.](sessions|adapters|exceptions)\b|CERTIFICATE_VERIFY_FAILED/,
  /error sending request for url|failed to (fetch|lookup) /i,
  /\b(40[34]|50[234]) (Forbidden|Not Found|Bad Gateway|Service Unavailable)/i,
  /endpoint .*(is not supported|returned an error)|NotImplemented|not implemented/i,
];

/**
 * The line that says that an audit failed for want of the service that knows
 * what is vulnerable, rather than for what that service said.
 */
export const unreachable = (output: string): string | undefined =>
  output
    .split('\n')
    .find(line => SIGNS.some(sign => sign.test(line)))
    ?.trim();
