import type { Offer } from '../wire';
import { told } from '../words.pages';
import { shortDay } from './amounts';

/** The versions of a journey as a person tells them apart, the newest first. */
export function versionsOf(offer: Offer): { hash: string; name: string }[] {
  return offer.versions
    .map(({ hash, since, people }, i) => ({
      hash,
      name: told.cohort.versionOf(i + 1, shortDay(since), people),
    }))
    .toReversed();
}
