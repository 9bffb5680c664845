import { faultOf, type Fault } from './fault';

/** Something that the person starts and that may go wrong: whether it goes on, and what went wrong. */
export class Attempt {
  busy = $state(false);
  fault = $state.raw<Fault>();

  /** Does the work, unless it goes on already. */
  async make(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = undefined;
    try {
      await work();
    } catch (reason) {
      this.fault = faultOf(reason);
    } finally {
      this.busy = false;
    }
  }
}
