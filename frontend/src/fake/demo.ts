import type { Change, Need, Step } from '../lib/wire';
import { makeChange, makeFix, makeStep, minute, spent } from './make';

/** The steps of the demo journey, each as it is when it holds. */
export function demoSteps(): Step[] {
  return [
    makeStep({
      id: 'tool-git',
      title: 'git 2.30 or newer',
      why: 'Git brings the project to this machine, and your work back to the others.',
      summary: 'git 2.39.5',
      evidence: [
        { label: 'Found', value: '/usr/bin/git', code: true },
        { label: 'Asked for', value: '>=2.30', code: true },
      ],
      spent: spent(1000, 0),
    }),
    makeStep({
      id: 'tool-go',
      title: 'Go 1.22 or newer',
      why: 'Harbour and its tests are written in Go.',
      summary: 'go 1.26.8',
      evidence: [{ label: 'Found', value: '/usr/local/go/bin/go', code: true }],
      spent: spent(4000, 41_000),
    }),
    makeStep({
      id: 'identity',
      kind: 'identity',
      title: 'Git knows who you are',
      why: 'Your name and address stand in every commit you make, so that people know whom to ask and whom to thank.',
      summary: 'Ada Lovelace <ada@example.com>',
      spent: spent(65_000),
    }),
    makeStep({
      id: 'disk',
      kind: 'disk',
      title: 'There is room on the disk',
      why: 'A build that runs out of room breaks in ways that are hard to read.',
      summary: '41 GB free',
    }),
    makeStep({
      id: 'docker',
      kind: 'docker',
      title: 'Docker answers',
      why: 'The service runs in a container, so that it behaves here as it does everywhere else.',
      summary: 'Docker Engine 27.3.1',
      spent: spent(3 * minute, 2 * minute),
    }),
    makeStep({
      id: 'port-18080',
      kind: 'port',
      title: 'Port 18080 is free',
      why: 'This is where your browser will find the service.',
      summary: 'Nothing listens on port 18080',
    }),
    makeStep({
      id: 'clone-harbour',
      stage: 'Your code',
      kind: 'clone',
      title: 'Clone harbour',
      why: 'This is the whole project, with its history. From here on it is also yours.',
      summary: 'Cloned into ~/firstlight/harbour',
      milestone: 'code-cloned',
      spent: spent(8000, 12_000),
      attempts: 1,
    }),
    makeStep({
      id: 'tests-pass',
      stage: 'Your code',
      kind: 'run',
      title: 'The tests pass',
      why: 'They pass before you change anything. So if they fail later, you know where to look.',
      summary: 'go test ./... succeeded in 4 s',
      milestone: 'tests-pass',
      spent: spent(2000, 38_000),
      attempts: 1,
    }),
    makeStep({
      id: 'build',
      stage: 'Your service',
      kind: 'run',
      title: 'Build harbour',
      why: 'One file comes out of it, and that file is all there is in the container.',
      summary: 'bin/harbour is there',
      milestone: 'services-healthy',
      spent: spent(3000, 9000),
    }),
    makeStep({
      id: 'service',
      stage: 'Your service',
      kind: 'compose',
      title: 'Harbour is up and healthy',
      why: 'Now you can see what you will work on. Open http://127.0.0.1:18080/ and look at the lamps.',
      summary: '1 of 1 services healthy, and http://127.0.0.1:18080/ answers',
      milestone: 'services-healthy',
      spent: spent(10_000, 62_000),
    }),
    makeStep({
      id: 'hook',
      stage: 'Your first commit',
      kind: 'hook',
      title: 'Switch on the commit check',
      why: 'It looks at your Go code just before a commit, while a slip is still quick to put right.',
      summary: 'Git runs the hooks in .githooks',
      milestone: 'first-commit',
      spent: spent(5000),
    }),
    makeStep({
      id: 'commit',
      stage: 'Your first commit',
      kind: 'commit',
      title: 'Put your lamp on the board',
      why: 'Everyone in the crew has a lamp, and yours is missing. It is one line of real code, and the tests look after it.',
      how: `Open harbour/crew.go in your editor. At the end of the list, add one line with your own name:

    {Name: "Your Name", Light: "Fl(3) Y 12s"},

A light is a rhythm, a colour and seconds; harbour/README.md lists them. No two lamps may be alike.
Then commit it on a branch of your own, here or in any terminal.

The harbour that runs was built before. To see your lamp burn there, give the command of
"Build harbour" again in a terminal, and press Rebuild on the Services page.`,
      summary: '3f1c2ab on my-lamp, by you',
      milestone: 'first-commit',
      spent: spent(9 * minute),
    }),
    makeStep({
      id: 'push',
      stage: 'Your first commit',
      kind: 'push',
      title: 'Push your branch',
      why: 'Until you push it, your work is on this machine only. Now others can see it, and it is safe.',
      summary: 'my-lamp is on origin',
      milestone: 'first-push',
      spent: spent(6000, 2000),
    }),
    makeStep({
      id: 'ask-hello',
      stage: 'Your first commit',
      kind: 'ask',
      title: 'Say hello to your buddy.',
      why: 'A commit is a good reason to say hello. Whatever you stumble over next, one question to a person saves an hour.',
      summary: 'You said so',
      attested: true,
      note: 'Met Kim at lunch.',
      milestone: '',
    }),
  ];
}

/** What the demo's steps need. */
const demoNeeds: Record<string, string[]> = {
  'clone-harbour': ['tool-git'],
  'tests-pass': ['clone-harbour', 'tool-go'],
  build: ['clone-harbour', 'tool-go'],
  service: ['build', 'docker', 'port-18080'],
  hook: ['clone-harbour'],
  commit: ['clone-harbour', 'identity', 'tool-go'],
  push: ['commit'],
};

/** Steps with what they need, by their IDs; those that need nothing there are as they were. */
export function needing(steps: Step[], needs: Record<string, string[]> = demoNeeds): Step[] {
  const known = new Map(steps.map((step) => [step.id, step]));
  return steps.map((step) => {
    const own = (needs[step.id] ?? []).flatMap((id) => known.get(id) ?? []);
    return own.length === 0
      ? step
      : { ...step, needs: own.map(({ id, title, status }) => ({ id, title, status })) };
  });
}

/** The demo's steps from one on as they are before their work was done. */
export function demoUntil(id: string, changes: Record<string, Partial<Step>> = {}): Step[] {
  const steps = demoSteps();
  const from = steps.findIndex((step) => step.id === id);
  return steps.map((step, i) => {
    const open = i < from ? step : opened(step);
    return { ...open, ...changes[step.id] };
  });
}

/** A step as it is before its work was done. */
function opened(step: Step): Step {
  const empty = { evidence: [], spent: spent(), attempts: 0, attested: false, note: '' };
  const waits = (needs: Need[]): Step => ({
    ...step,
    ...empty,
    status: 'blocked',
    code: 'blocked/needs',
    summary: `Waits for: ${needs.map(({ title }) => title).join(', ')}`,
    needs,
  });
  const clone = { id: 'clone-harbour', title: 'Clone harbour', status: 'failing' };
  switch (step.id) {
    case 'tests-pass':
    case 'build':
    case 'hook':
    case 'commit':
      return waits([clone]);
    case 'service':
      return waits([
        { id: 'build', title: 'Build harbour', status: 'blocked' },
        { id: 'docker', title: 'Docker answers', status: 'ok' },
      ]);
    case 'push':
      return waits([{ id: 'commit', title: 'Put your lamp on the board', status: 'blocked' }]);
    default:
      return { ...step, ...empty, ...undone[step.id], status: 'failing' };
  }
}

const undone: Record<string, Partial<Step>> = {
  identity: {
    code: 'identity/missing',
    summary: 'Git has no name and no address for you',
    evidence: [
      { label: 'Looked in', value: '~/.gitconfig', code: true },
      { label: 'user.name', value: 'not set' },
      { label: 'user.email', value: 'not set' },
    ],
    fixes: [
      makeFix({
        id: 'set',
        title: 'Tell git who you are',
        effect: 'Every commit that you make on this machine carries this name and address.',
        commands: [
          'git config --global user.name ‹your name›',
          'git config --global user.email ‹your address›',
        ],
        undo: 'git config --global --unset user.name',
        inputs: [
          { name: 'name', label: 'Your name', hint: 'As colleagues know you.' },
          { name: 'email', label: 'Your address', hint: 'The one that your work is known by.', default: '' },
        ],
      }),
    ],
  },
  docker: {
    code: 'docker/missing',
    summary: 'No container engine is installed',
    evidence: [
      { label: 'Looked for', value: 'docker', code: true },
      { label: 'Asked at', value: 'unix:///var/run/docker.sock', code: true },
    ],
    detail:
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\nexit status 1',
    fixes: [
      makeFix({
        id: 'apt',
        title: 'Install Docker with apt',
        effect: 'Debian’s own engine is installed and started, now and at each boot.',
        commands: ['apt-get install --yes docker.io', 'systemctl enable --now docker'],
        privilege: 'admin',
        undo: 'apt-get remove docker.io',
        recommended: 'your platform team',
      }),
      makeFix({
        id: 'desktop',
        title: 'Use Docker Desktop',
        effect: 'Opens the page that it is downloaded from.',
        commands: ['xdg-open https://docs.docker.com/desktop/'],
      }),
    ],
  },
  'clone-harbour': {
    pending: true,
    code: 'clone/missing',
    summary: 'Not cloned yet',
    evidence: [
      { label: 'From', value: 'embedded:harbour', code: true },
      { label: 'Into', value: '~/firstlight/harbour', code: true },
    ],
    fixes: [
      makeFix({
        id: 'clone',
        title: 'Clone it',
        effect: 'The project and its history stand in ~/firstlight/harbour.',
        dir: '~/firstlight',
        commands: ['git clone --origin origin file:///home/ada/.local/share/firstlight/harbour.git harbour'],
        undo: 'delete the folder ~/firstlight/harbour',
      }),
    ],
  },
  push: {
    pending: true,
    summary: 'Your commit is on this machine only',
    fixes: [
      makeFix({ id: 'push', title: 'Push my-lamp', commands: ['git push --set-upstream origin my-lamp'] }),
    ],
  },
  'ask-hello': { pending: true, summary: 'Only you can say when this is done' },
};

/** The commands that the demo journey asks approval for. */
export function demoChanges(): Change[] {
  return [
    makeChange(
      'identity',
      'rehearse',
      'git config --global user.name >/dev/null || git config --global user.name "Rehearsal"\ngit config --global user.email >/dev/null || git config --global user.email "rehearsal@example.com"\n',
    ),
    makeChange('clone-harbour', 'clone', 'embedded:harbour'),
    makeChange('tests-pass', 'check', 'go test ./...\n(in harbour)'),
    makeChange('build', 'fix', 'CGO_ENABLED=0 GOOS=linux go build -o bin/harbour .\n(in harbour)'),
    makeChange('service', 'compose', 'harbour/compose.yaml'),
    makeChange('hook', 'hook', 'harbour/.githooks'),
    makeChange('commit', 'rehearse', 'set -e\ncd harbour\ngit switch --quiet --create rehearsal\n'),
    makeChange('ask-hello', 'rehearse', 'true'),
  ];
}
