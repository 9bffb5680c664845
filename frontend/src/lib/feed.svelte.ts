import type { Backend } from './backend';
import { faultOf, type Fault } from './fault';
import { Lines } from './lines';
import type { Output } from './wire';

/** The output of one run as it is shown: what is kept already, then what arrives. */
export class Feed {
  readonly lines = new Lines();
  /** Grows with every change of lines. */
  version = $state(0);
  /** When the run last showed a sign of life, on the clock of performance.now. */
  heardAt = $state(performance.now());
  fault = $state.raw<Fault>();

  #filling: Promise<void> | undefined;
  #closed = false;
  #stop: () => void;

  constructor(
    private readonly backend: Pick<Backend, 'output' | 'on'>,
    readonly run: string,
  ) {
    const stops = [
      backend.on('output', (output) => {
        if (output.run === run) this.#take(output);
      }),
      // An event of no number says that some were missed: the last lines may be among them.
      backend.on('changed', ({ seq }) => {
        if (seq === 0) void this.#fill();
      }),
      backend.on('progress', (advanced) => {
        if (advanced.run === run) this.heardAt = performance.now();
      }),
    ];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    void this.#fill();
  }

  /** Stops listening. */
  close(): void {
    this.#closed = true;
    this.#stop();
  }

  /** Reads to the end of what is kept, and tells whether there is anything to be seen. */
  async settled(): Promise<boolean> {
    await this.#fill();
    return this.lines.count > 0 || this.fault !== undefined;
  }

  #take(output: Output): void {
    this.heardAt = performance.now();
    // A gap is filled from what Firstlight has kept; what arrives meanwhile is part of that.
    if (this.lines.append(output.from, output.lines)) this.version++;
    else void this.#fill();
  }

  #fill(): Promise<void> {
    return (this.#filling ??= this.#read().finally(() => (this.#filling = undefined)));
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const output = await this.backend.output(this.run, this.lines.next);
        if (this.#closed || output.lines.length === 0) break;
        if (!this.lines.append(output.from, output.lines)) {
          this.lines.skipTo(output.from);
          this.lines.append(output.from, output.lines);
        }
        this.version++;
      }
      this.fault = undefined;
    } catch (reason) {
      this.fault = faultOf(reason);
    }
  }
}
