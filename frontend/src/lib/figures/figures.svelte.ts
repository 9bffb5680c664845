import { faultOf, type Fault } from '../fault';
import type { Session } from '../session.svelte';
import type { Assumed, Choice, Friction, Impact, Offer } from '../wire';

const everybody: Choice = { journey: '', version: '', track: '', month: '', against: '' };

/** The figures of imported onboardings as they were last told, and of whom they are asked for. */
export class Figures {
  offers = $state.raw<Offer[]>();
  /** Whose onboardings the figures are of; they change with it. */
  choice = $state.raw<Choice>(everybody);
  friction = $state.raw<Friction>();
  /** The steps from one version to another, for what changed. */
  changed = $state.raw<Friction>();
  impact = $state.raw<Impact>();
  assumed = $state.raw<Assumed>();
  /** Why there are no figures, or none newer than those that are shown. */
  fault = $state.raw<Fault>();
  busy = $state(0);

  /** The versions whose comparison is asked for; empty until the person chooses. */
  #compared = $state.raw<{ before: string; after: string }>();
  /** Says that the person assumed something else, which is not kept yet. */
  #said = false;
  /** The number of the last question of each kind: an answer to an older one says nothing any more. */
  #asked: Record<string, number> = {};

  constructor(private readonly session: Session) {}

  /** The journey that is chosen. */
  get offer(): Offer | undefined {
    return this.offers?.find(({ journey }) => journey === this.choice.journey) ?? this.offers?.[0];
  }

  /** The versions that are compared: those that the backend names, until the person chooses. */
  get compared(): { before: string; after: string } {
    return this.#compared ?? { before: this.offer?.before ?? '', after: this.offer?.after ?? '' };
  }

  /** Asks what there is to choose from; nothing is asked where nobody is imported. */
  async load(): Promise<void> {
    await this.#ask('offers', async () => {
      const offers = await this.session.backend.offers();
      return () => {
        this.offers = offers;
        const [first] = offers;
        if (first && !offers.some(({ journey }) => journey === this.choice.journey)) {
          this.choice = { ...everybody, journey: first.journey };
        }
      };
    });
  }

  /** Asks where time is lost. */
  async seeFriction(): Promise<void> {
    const of = { ...this.choice, against: '' };
    await this.#ask('friction', async () => {
      const found = await this.session.backend.friction(of);
      return () => (this.friction = found);
    });
  }

  /** Asks what changed from one version to another. */
  async seeChanges(): Promise<void> {
    const { before, after } = this.compared;
    if (before === '' || after === '' || before === after) {
      this.changed = undefined;
      return;
    }
    const of = { ...this.choice, version: after, month: '', against: before };
    await this.#ask('changes', async () => {
      const found = await this.session.backend.friction(of);
      return () => (this.changed = found);
    });
  }

  /** Asks what it was worth. */
  async seeImpact(): Promise<void> {
    const of = this.choice;
    await this.#ask('impact', async () => {
      const assumed = this.assumed ?? (await this.session.backend.assumed());
      if (this.#said) {
        // What is said while this is kept is kept the next time.
        this.#said = false;
        await this.session.backend.assume(assumed).catch((reason: unknown) => {
          this.#said = true;
          throw reason;
        });
      }
      const found = await this.session.backend.impact(of, assumed);
      return () => {
        // What the person has assumed since stands; it is asked about next.
        this.assumed ??= assumed;
        this.impact = found;
      };
    });
  }

  /** Chooses of whom the figures are. */
  choose(part: Partial<Choice>): void {
    this.choice =
      part.journey === undefined ? { ...this.choice, ...part } : { ...everybody, journey: part.journey };
    if (part.journey !== undefined) this.#compared = undefined;
  }

  /** Chooses the versions to compare. */
  compare(part: { before?: string; after?: string }): void {
    this.#compared = { ...this.compared, ...part };
  }

  /** Assumes something else, which is kept with the next look at what it was worth. */
  assume(part: Partial<Assumed>): void {
    if (!this.assumed) return;
    this.assumed = { ...this.assumed, ...part };
    this.#said = true;
  }

  async #ask(kind: string, question: () => Promise<() => void>): Promise<void> {
    const number = (this.#asked[kind] ?? 0) + 1;
    this.#asked[kind] = number;
    this.busy++;
    try {
      const take = await question();
      if (this.#asked[kind] !== number) return;
      take();
      this.fault = undefined;
    } catch (reason) {
      if (this.#asked[kind] === number) this.fault = faultOf(reason);
    } finally {
      this.busy--;
    }
  }
}

const kept = new WeakMap<Session, Figures>();

/** The figures of a session: whoever comes back to a page finds her choice as she left it. */
export function figuresOf(session: Session): Figures {
  const figures = kept.get(session) ?? new Figures(session);
  kept.set(session, figures);
  return figures;
}
