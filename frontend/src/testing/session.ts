import { Fake } from '../fake/backend';
import { Session } from '../lib/session.svelte';
import type { State } from '../lib/wire';

/** A session that has read this state, and the acted backend behind it. */
export async function sessionOf(state: State): Promise<{ session: Session; backend: Fake }> {
  const backend = new Fake(state);
  const session = new Session(backend);
  await session.refresh();
  return { session, backend };
}
