const BY_NAME: Record<string, string> = {
  Dockerfile: 'docker',
  Makefile: 'makefile',
  CODEOWNERS: 'plaintext',
};

const BY_EXTENSION: Record<string, string> = {
  css: 'css',
  go: 'go',
  html: 'xml',
  ini: 'ini',
  js: 'javascript',
  json: 'json',
  md: 'markdown',
  mjs: 'javascript',
  mts: 'typescript',
  py: 'python',
  rs: 'rust',
  sh: 'bash',
  sql: 'sql',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  yaml: 'yaml',
  yml: 'yaml',
};

/** The language that a file is highlighted in. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return BY_NAME[name] ?? BY_EXTENSION[extension] ?? 'plaintext';
}
