export type Level = 'debug' | 'info' | 'warn' | 'error';
type Fields = Record<string, unknown>;
export type Logger = Record<Level, (message: string, fields?: Fields) => void>;

const ORDER: Level[] = ['debug', 'info', 'warn', 'error'];

const plain = (value: unknown) =>
  value instanceof Error
    ? { name: value.name, message: value.message, stack: value.stack }
    : value;

/** Writes one JSON object a line. `base` goes into every line. */
export function createLogger(options: {
  level: Level;
  base: Fields;
  write?: (line: string) => void;
}): Logger {
  const write =
    options.write ?? ((line: string) => void process.stdout.write(line));
  const threshold = ORDER.indexOf(options.level);
  const at =
    (level: Level) =>
    (message: string, fields: Fields = {}) => {
      if (ORDER.indexOf(level) < threshold) return;
      const extra = Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [key, plain(value)]),
      );
      const time = new Date().toISOString();
      const line = { ...extra, ...options.base, time, level, message };
      write(`${JSON.stringify(line)}\n`);
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
