// @ts-check
import { connect, createServer } from 'node:net';
import { CannotContinue } from './cannot-continue.mjs';

/**
 * One port the portal listens on.
 *
 * @typedef {{ name: string, variable: string, port: number, example: string }} Port
 *   `variable` chooses another one, `example` is a value that would
 * @internal
 */

/**
 * @param {string} variable
 * @param {string} text
 * @returns {number}
 */
function parsePort(variable, text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new CannotContinue(
      `${variable} holds "${text}", which is no port: give a number from 1 to 65535.`,
    );
  }
  return port;
}

/**
 * The ports that a start needs.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} embedded whether the demo clusters and the sandbox run too
 * @returns {Port[]} the app's, the backend's, the sandbox's, the demo clusters'
 * @throws CannotContinue when a variable holds no port, or two hold the same
 * @internal
 */
export function portsOf(env, embedded) {
  /** @type {(name: string, variable: string, usual: number) => Port} */
  const single = (name, variable, usual) => {
    const port = parsePort(variable, env[variable] || String(usual));
    return { name, variable, port, example: `${variable}=${port + 10}` };
  };
  const ports = [
    single('the portal page', 'HEAL7_APP_PORT', 3000),
    single('the portal backend', 'HEAL7_BACKEND_PORT', 7007),
  ];
  if (embedded) {
    ports.push(single('the sandbox', 'HEAL7_SANDBOX_PORT', 7110));
    const variable = 'HEAL7_DEMO_PORTS';
    const demo = (env[variable] || '7101,7102')
      .split(',')
      .map(text => parsePort(variable, text.trim()));
    if (demo.length !== 2) {
      throw new CannotContinue(
        `${variable} holds ${demo.length} port(s): give two, as in ${variable}=7101,7102.`,
      );
    }
    const example = `${variable}=${demo.map(port => port + 10).join(',')}`;
    demo.forEach((port, index) =>
      ports.push({
        name: `demo cluster ${index + 1}`,
        variable,
        port,
        example,
      }),
    );
  }
  const twice = ports.find(
    (one, index) => ports.findIndex(other => other.port === one.port) < index,
  );
  if (twice) {
    throw new CannotContinue(
      `Port ${twice.port} is given to two servers, one of them ${twice.name}: ` +
        `choose another, for example ${twice.example}.`,
    );
  }
  return ports;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>} whether something answers
 */
function answers(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host });
    /** @type {(result: boolean) => void} */
    const end = result => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} the error's code, undefined if free
 */
function bindError(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error =>
      resolve(/** @type {NodeJS.ErrnoException} */ (error).code),
    );
    server.listen(port, '127.0.0.1', () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/**
 * Whether something accepts connections on a port of the loopback interface.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 * @internal
 */
export async function isListening(port) {
  const heard = await Promise.all([
    answers(port, '127.0.0.1'),
    answers(port, '::1'),
  ]);
  return heard.includes(true);
}

/**
 * Whether a port of the loopback interface can be had. Asking for it is not
 * enough: macOS lets two processes bind one port at different addresses.
 *
 * @param {number} port
 * @returns {Promise<'free' | 'taken' | 'forbidden'>}
 * @internal
 */
export async function portState(port) {
  if (await isListening(port)) {
    return 'taken';
  }
  const error = await bindError(port);
  if (error === 'EACCES') {
    return 'forbidden';
  }
  return error === undefined ? 'free' : 'taken';
}

/**
 * Says which port cannot be had and how to choose another.
 *
 * @param {Port} port
 * @param {'taken' | 'forbidden'} state
 * @returns {string} one line
 * @internal
 */
export function portMessage({ name, port, example }, state) {
  const reason =
    state === 'taken'
      ? 'is taken by another program (or by a portal that still runs)'
      : 'may not be used by this user';
  return `Port ${port} of ${name} ${reason}: stop it, or choose another port, for example: ${example} npm start`;
}

/**
 * @param {Port[]} ports
 * @returns {Promise<void>}
 * @throws CannotContinue naming the first port that is not free
 * @internal
 */
export async function requireFreePorts(ports) {
  for (const port of ports) {
    const state = await portState(port.port);
    if (state !== 'free') {
      throw new CannotContinue(portMessage(port, state));
    }
  }
}
