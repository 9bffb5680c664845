import type { Step } from '../lib/wire';
import { before, makeFix, makeRun, makeStep, minute } from './make';

/** What has a claim hold. */
export const well: Partial<Step> = {
  status: 'ok',
  summary: 'As it should be',
  drift: undefined,
  mute: undefined,
  fixes: [],
};

/** Claims aside from the way, one of each state. */
export function healthClaims(): Step[] {
  const claim = (id: string, title: string, summary: string, part: Partial<Step> = {}) =>
    makeStep({ id, title, summary, stage: '', kind: id, milestone: '', ...part });
  return [
    claim('memory', '4 GB of memory', '24 GB of memory'),
    claim(
      'path',
      'Programs are found wherever you start them',
      'node is found in your terminal, but not from a launcher',
      {
        status: 'failing',
        code: 'path/launcher',
        evidence: [
          { label: 'In your terminal', value: '~/.local/share/mise/shims/node', code: true },
          { label: 'From a launcher', value: 'not found' },
        ],
        drift: {
          held_until: before(49 * 60 * minute),
          changes: [{ label: 'From a launcher', was: '/usr/bin/node', is: 'not found' }],
        },
        fixes: [
          makeFix({
            id: 'environment',
            title: 'Give launchers the PATH of your terminal',
            effect: 'Programs that you start from now on find what your terminal finds.',
            commands: [
              'mkdir -p ~/.config/environment.d',
              'printf \'PATH=%s\\n\' "$PATH" >~/.config/environment.d/60-path.conf',
            ],
            undo: 'rm ~/.config/environment.d/60-path.conf',
          }),
        ],
      },
    ),
    claim('limits', 'Enough files can be open and watched', 'One person may watch 8192 files', {
      status: 'failing',
      code: 'limits/watches',
      fixes: [
        makeFix({
          id: 'raise',
          title: 'Raise the limit',
          commands: ['sysctl fs.inotify.max_user_watches=65536'],
          privilege: 'admin',
          undo: 'sysctl fs.inotify.max_user_watches=8192',
        }),
      ],
    }),
    claim('locale', 'Programs speak UTF-8', 'The locale is C.UTF-8'),
    claim('clock', 'The clock is right', 'No answer within 10 s', {
      status: 'unknown',
      code: 'check/timeout',
    }),
    claim('keyring', 'The keyring keeps secrets', 'You muted this: a server without one', {
      status: 'muted',
      mute: { reason: 'a server without one', since: before(minute), until: '2027-02-01T00:00:00.000Z' },
    }),
    claim('proxy', 'Proxy settings fit together', 'No program is told of a proxy'),
  ];
}

/** A step that held until yesterday, and whose last fix met a known failure. */
export function drifted(): Partial<Step> {
  return {
    run: makeRun({
      id: 'r-known',
      title: 'Start Docker',
      outcome: 'failed',
      reason: 'systemctl ended with exit status 1',
      known: {
        id: 'docker-no-space',
        cause: 'The disk that holds Docker’s images is full, so the engine cannot start.',
        next: 'Make room, for example by removing images that nothing uses, and start it again.',
        command: 'docker system prune',
        owner: 'Platform team',
        docs: 'https://docs.docker.com/engine/manage-resources/pruning/',
      },
    }),
    drift: {
      held_until: before(26 * 60 * minute),
      changes: [{ label: 'Said', was: 'Docker 27.1.1 answers', is: 'No container engine is installed' }],
    },
  };
}
