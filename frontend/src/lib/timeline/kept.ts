import type { Session } from '../session.svelte';
import type { Timeline } from '../wire';

const kept = new WeakMap<Session, { of: string; timeline: Timeline }>();

/** Keeps the timeline that was shown last, so that whoever comes back sees it at once while a newer one is read. */
export function keep(session: Session, timeline: Timeline): void {
  kept.set(session, { of: onboarding(session), timeline });
}

/** The timeline of the onboarding that is open as it was shown last; undefined where it was not. */
export function keptOf(session: Session): Timeline | undefined {
  const last = kept.get(session);
  return last?.of === onboarding(session) ? last.timeline : undefined;
}

function onboarding(session: Session): string {
  return session.state?.onboarding.id ?? '';
}
