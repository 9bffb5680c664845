import { faultOf, type Fault } from '../fault';
import type { Session } from '../session.svelte';
import type { Setting, Settings, Telemetry } from '../wire';

/** What the Settings page knows, as Firstlight last told it. */
export class Chosen {
  settings = $state.raw<Settings>();
  telemetry = $state.raw<Telemetry>();
  /** Why there are no settings, when asking for them failed. */
  fault = $state.raw<Fault>();
  /** Why nothing is known of what is shared. */
  sharingFault = $state.raw<Fault>();

  #asking: Promise<void> | undefined;
  #again = false;

  constructor(readonly session: Session) {}

  /** Asks for everything; however often it is called meanwhile, once more. */
  load(): Promise<void> {
    this.#again = true;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  /** The setting of that name. */
  of(name: string): Setting | undefined {
    return this.settings?.settings.find((setting) => setting.name === name);
  }

  /** Chooses a value. */
  async set(name: string, value: string): Promise<void> {
    await this.session.set(name, value);
    await this.load();
  }

  async #ask(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const { backend } = this.session;
      const [settings, telemetry] = await Promise.allSettled([backend.settings(), backend.telemetry()]);
      this.fault = settings.status === 'rejected' ? faultOf(settings.reason) : undefined;
      if (settings.status === 'fulfilled') this.settings = settings.value;
      this.sharingFault = telemetry.status === 'rejected' ? faultOf(telemetry.reason) : undefined;
      if (telemetry.status === 'fulfilled') this.telemetry = telemetry.value;
    }
  }
}
