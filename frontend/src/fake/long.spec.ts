import { expect, it } from 'vitest';
import { Fake } from './backend';
import { lengthen, lengthened } from './long';
import { makeState, makeStep } from './make';

it('makes every word twice as long, and what it is given not', () => {
  const words = {
    name: 'Open',
    nested: { next: (title: string) => `Next: ${title}`, only: (title: string) => title },
  };
  lengthen(words);
  expect(words.name).toBe('Open Open');
  expect(words.nested.next('Clone it')).toBe('Next: Clone it Next: ');
  expect(words.nested.only('Clone it')).toBe('Clone it');
});

it('makes the texts of the wire twice as long, and no name', async () => {
  const acted = new Fake(makeState([makeStep({ id: 'docker', title: 'Docker answers' })]));
  const { stages } = await lengthened(acted).state();
  expect(stages[0]?.name).toBe('Your machine Your machine');
  expect(stages[0]?.steps[0]).toMatchObject({
    id: 'docker',
    title: 'Docker answers Docker answers',
    milestone: 'machine-ready',
  });
});

it('makes what is refused twice as long', async () => {
  const refused = lengthened(new Fake(makeState([]))).open('/nowhere', '');
  await expect(refused).rejects.toMatchObject({ code: 'not_found', hint: /^Name .* Name / });
});
