// @ts-check

/** @type {Array<[RegExp, string]>} the first that matches wins */
const causes = [
  [
    /ENOSPC|no space left on device/i,
    'the disk is full. Free some space and run the command again: it goes on where it stopped.',
  ],
  [
    /YN0028|lockfile would have been (modified|created)/i,
    'yarn.lock does not match the package.json files. Run `yarn install` and commit yarn.lock.',
  ],
  [
    /EACCES|EPERM|permission denied/i,
    'a file may not be written. Check who owns the clone and its .toolchain and node_modules folders.',
  ],
  [
    /SELF_SIGNED|self[- ]signed|UNABLE_TO_(GET|VERIFY)|CERT_|CERTIFICATE_VERIFY_FAILED|unable to get local issuer/i,
    "the registry's certificate is not trusted here. Point NODE_EXTRA_CA_CERTS (and npm's cafile) at your company's certificates.",
  ],
  [
    /E404|ETARGET|No matching version|No matching distribution|Package not found/i,
    'the registry in use does not have this version. Check that your npm registry mirrors the public one.',
  ],
  [
    /E40[13]|E407|\b(401|403|407)\b.*(Unauthorized|Forbidden|Proxy)/i,
    'the registry or a proxy refused the request. Check the credentials in your npm configuration.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|RequestError|Failed to establish a new connection|NewConnectionError|network (timeout|request)/i,
    'no network: the package registry cannot be reached. Check the connection and the proxy settings (HTTPS_PROXY), then run the command again: it goes on where it stopped.',
  ],
];

/**
 * Turns the output of a failed installer (npm, Yarn, pip) into one sentence.
 *
 * @param {string} what the thing that was being done: "Node could not be fetched"
 * @param {string} output everything the installer printed
 * @param {string} log where that output was kept, shown when it explains nothing
 * @returns {string} one line
 * @internal
 */
export function explain(what, output, log) {
  for (const [pattern, cause] of causes) {
    if (pattern.test(output)) {
      return `${what}: ${cause}`;
    }
  }
  const lines = output.split('\n').filter(line => line.trim() !== '');
  const last = lines.length > 0 ? ` (${lines[lines.length - 1].trim()})` : '';
  return `${what}${last}. The whole output is in ${log}.`;
}
