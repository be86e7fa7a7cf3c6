// The verdict on kept data that cannot be read. Only this counts against the data: an engine that is stopped or busy while
// it is read, or a database that fails, says nothing about it.

export class Unreadable extends Error {
  /** `newer`: a later version of the editor can read it. The message is one sentence without a capital. */
  constructor(
    message: string,
    readonly newer = false,
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}
