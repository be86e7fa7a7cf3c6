// A worker that does nothing by itself: the test answers, in whatever order it likes.

import type { WorkerPort } from '../../src/engine/client';
import type { CallMessage, CallName, Result, ToWorker } from '../../src/engine/calls';
import type { EngineFailure, FromWorker } from '../../src/engine/protocol';

export const idle = () => new Promise((resolve) => setTimeout(resolve));

type Call<Name extends CallName> = CallMessage & { readonly name: Name };

export class SilentWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  readonly #answered = new Set<number>();
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {}

  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  of<Type extends ToWorker['type']>(type: Type): (ToWorker & { readonly type: Type })[] {
    return this.sent.filter((message) => message.type === type) as never;
  }

  calls<Name extends CallName>(name: Name): Call<Name>[] {
    return this.of('call').filter((call) => call.name === name) as never;
  }

  /** The oldest call of this name that has no answer yet, once it is there. */
  async asked<Name extends CallName>(name: Name): Promise<Call<Name>> {
    for (;;) {
      const call = this.calls(name).find(({ id }) => !this.#answered.has(id));
      if (call) return call;
      await idle();
    }
  }

  async answer<Name extends CallName>(name: Name, result: Result<Name>): Promise<Call<Name>> {
    const call = await this.asked(name);
    this.reply(call, result);
    await idle();
    return call;
  }

  reply<Name extends CallName>({ id }: Call<Name>, result: Result<Name>): void {
    this.#answered.add(id);
    this.say({ type: 'reply', id, result });
  }

  async refuse(name: CallName, failure: EngineFailure): Promise<void> {
    const { id } = await this.asked(name);
    this.#answered.add(id);
    this.say({ type: 'refused', id, failure });
    await idle();
  }
}
