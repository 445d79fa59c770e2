/** Hands a text over to the reader as a file. @internal */
export function saveText(name: string, parts: string[]): void {
  const url = URL.createObjectURL(
    new Blob(parts, { type: 'text/plain;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
