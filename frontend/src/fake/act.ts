import type { Backend } from '../lib/backend';
import { words } from '../lib/words';
import { told } from '../lib/words.pages';
import { lengthen, lengthened } from './long';
import { play } from './play';

/**
 * The acted backend that an address asks for: ?fake=SCENE, and &long where every
 * text is to be twice as long as it is, as it may be in another language.
 */
export function act(asked: URLSearchParams): Backend {
  const acted = play(asked.get('fake') || 'docker');
  if (!asked.has('long')) return acted;
  lengthen(words);
  lengthen(told);
  return lengthened(acted);
}
