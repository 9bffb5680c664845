import type { Pulse } from './wire';

/** The answer of a person who was only just asked. */
const noAnswer = () => ({ score: 0, better: '' });

/** What the person is asked about a milestone, and what she answers. */
export class Asked {
  /** The milestone that she may be asked about now. */
  due = $state.raw<Pulse>();
  /** What she has answered, and not sent yet. */
  answer = $state(noAnswer());
  /** Where she is about to answer: there it is asked until she has, whatever comes undone meanwhile. */
  place = $state('');

  #ask: () => Promise<Pulse | null>;
  #of: () => string | undefined;
  /** Says that something else may be due than what she is about to answer. */
  #again = false;

  /** Asks for what is due with the one, and knows by the other which onboarding is shown. */
  constructor(ask: () => Promise<Pulse | null>, of: () => string | undefined) {
    this.#ask = ask;
    this.#of = of;
  }

  /** Asks what is due now. */
  async see(): Promise<void> {
    const of = this.#of();
    try {
      const due = await this.#ask();
      if (of !== this.#of()) return;
      this.#again = this.place !== '';
      if (!this.#again) this.due = due ?? undefined;
    } catch {
      // Then nothing is asked; it is the least of the person's worries.
    }
  }

  /** Notes where she is about to answer; nowhere once she thought better of it. */
  at(place: string): void {
    this.place = place;
    if (place === '' && this.#again) void this.see();
  }

  /** Notes that what she was asked is answered. */
  done(): void {
    this.due = undefined;
    this.answer = noAnswer();
    this.at('');
  }

  /** Forgets all of it, as that of another onboarding is nothing to the next. */
  forget(): void {
    this.due = undefined;
    this.answer = noAnswer();
    this.place = '';
  }
}
