// Waiting with an end: a browser that is asked for what it keeps may never answer.

/** Rejects with the message if there is no answer in time; what comes later goes to `late`. */
export async function within<T>(
  milliseconds: number,
  answer: Promise<T>,
  message: string,
  late: (answer: T) => void = () => undefined,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      answer.then(late, () => undefined);
      reject(new Error(message));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, silent]);
  } finally {
    clearTimeout(timer);
  }
}
