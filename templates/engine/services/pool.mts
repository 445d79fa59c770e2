/** Does things, some at a time, in their order. */
export async function inParallel<T>(
  things: T[],
  atATime: number,
  act: (thing: T) => Promise<void>,
): Promise<void> {
  const waiting = [...things];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await act(next);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
