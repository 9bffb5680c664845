import type { Kind } from './clock';
import { number, plural } from './locale';
import type { Aside } from './session.svelte';
import type { Mark } from './steps';

/** The signs of units, which are the same in every language that has these letters. */
export const units = {
  second: 's',
  minute: 'm',
  hour: 'h',
  day: 'd',
  bytes: ['B', 'KB', 'MB', 'GB', 'TB'],
} as const;

/** What each page aside from the journey is called, wherever it is named. */
const page = {
  health: 'Health',
  services: 'Services',
  map: 'Map',
  timeline: 'Timeline',
  notes: 'Notes',
  friction: 'Friction',
  impact: 'Impact',
  settings: 'Settings',
} satisfies Record<Aside, string>;

/** Every sentence that the interface says of its own accord. */
export const words = {
  name: 'Firstlight',
  loading: 'Looking at where you are…',
  skip: 'Skip to the step',
  of: (some: string, all: string) => `${some} of ${all}`,
  back: 'Back to the journey',

  mark: {
    ok: 'Holds',
    attested: 'You said so',
    muted: 'Muted',
    failing: 'Failing',
    pending: 'Not done yet',
    others: 'Waiting for others',
    blocked: 'Blocked',
    unknown: 'Could not tell',
    looking: 'Looking',
    unseen: 'Not looked at yet',
  } satisfies Record<Mark, string>,

  time: {
    hands_on: 'hands-on',
    machine: 'machine',
    waiting: 'waiting',
    away: 'away',
  } satisfies Record<Kind, string>,

  rail: {
    label: 'Journey',
    of: (held: number, all: number) => part(held, all),
    hold: (held: number, all: number) => `${part(held, all)} hold`,
    next: 'next',
    find: 'Find a step or action',
    track: 'Track',
    everyone: 'Every track',
    open: 'Open a journey…',
    finished: 'How it went',
    health: page.health,
    services: page.services,
    more: 'More pages',
    page,
    up: (up: number, all: number) => `${part(up, all)} up`,
    allWell: 'all well',
    needYou: (count: number) => plural(count, { one: '# needs you', other: '# need you' }),
    steps: 'Steps',
    keys: 'Shortcuts',
  },

  clock: {
    label: 'Clock',
    soFar: 'so far',
    inAll: 'in all',
    next: (title: string) => `Next: ${lower(title)}`,
    left: (count: number, stage = '') =>
      plural(count, { one: '# step left', other: '# steps left' }) + (stage === '' ? '' : ` in “${stage}”`),
    reached: 'Every milestone reached',
    split: 'Where the time went',
  },

  step: {
    place: (nth: number, all: number) => `step ${part(nth, all)}`,
    byHand: 'By hand',
    seen: (ago: string) => `seen ${ago}`,
    justNow: 'just now',
    ago: (time: string) => `${time} ago`,
    checkAgain: 'Check again',
    checkNow: 'Check now',
    takeBack: 'Take it back',
    looking: 'Looking…',
    detail: 'Detail',
    waitsFor: 'Waits for',
    noted: 'Your note',
    willNotice: 'Do it in any program you like: Firstlight will notice.',
    othersTurn: 'It is the turn of somebody else. Firstlight looks by itself and says when it has happened.',
    next: (title: string) => `Next: ${title}`,
    finish: 'See how it went',
    spent: 'Time here',
    say: 'Say thanks, or what hurt…',
    stuck: 'I’m stuck…',
    asked: (ago: string) => `You asked for help ${ago}. Until it is there, the time counts as waiting.`,
    goOn: 'I go on myself',
    tries: (attempts: number, failures: number) =>
      `${plural(attempts, { one: 'Tried once', other: 'Tried # times' })}${endedBadly(attempts, failures)}`,
    triedBefore: 'What was tried before',
    undone: (title: string) => `“${title}” no longer holds.`,
    showUndone: 'Show it',
    approval: 'A command of this step waits for your approval.',
    review: 'Review the commands',
    asOf: (ago: string) => `as of ${ago}, looking again`,
    changed: (title: string, mark: string, summary: string) => `${title}: ${mark}. ${summary}`.trim(),
    wentOn: 'From now on the time is yours again.',
    lookedAgain: (mark: string) => `Looked again: ${lower(mark)}.`,
  },

  fix: {
    takes: (usual: string) => `Takes ${usual}.`,
    takesBack: 'What takes it back',
    oneToMend: 'A way to fix it',
    manyToMend: 'Ways to fix it',
    oneToDo: 'A way to do it',
    manyToDo: 'Ways to do it',
    choose: 'Choose…',
    run: 'Run it',
    readFirst: 'This is what it runs. Press once more to run it.',
    starting: 'Starting…',
    ownWay: 'or do it your own way, and Firstlight will notice.',
    ownWayLook: 'or do it your own way, then check again: it is not run by itself.',
    admin: 'Needs administrator rights; your system asks for them.',
    user: 'No administrator rights needed.',
    undo: 'To undo it:',
    in: 'Runs in',
    recommended: (by: string) => `recommended by ${by}`,
    commands: 'What it runs',
    copy: 'Copy',
    copied: 'Copied',
    copyLabel: (what: string) => `Copy ${what}`,
  },

  request: {
    ask: 'No administrator rights? Copy a request to whoever has them',
    copied: 'Copied. Paste it into a message to your administrator.',
  },

  today: (hour: string) => `${hour} today`,

  drift: {
    title: (when: string) => `It held until ${when}`,
    fact: 'What',
    was: 'Then',
    is: 'Now',
  },

  known: {
    title: 'What this means',
    owner: (owner: string) => `${owner} looks after this.`,
    docs: 'Read more',
    command: 'What helps',
  },

  mute: {
    open: 'Mute…',
    title: 'Not be told of this for a while',
    text: 'It counts as if it held, and is looked at all the same. Nobody else is told.',
    reason: 'Why',
    reasonHint: 'For the day on which you wonder about it.',
    until: 'Until the end of (optional)',
    button: 'Mute it',
    cancel: 'Cancel',
    muted: (reason: string) => `You muted this: ${reason}`,
    ends: (day: string) => `You are told of it again after ${day}.`,
    forGood: 'You are not told of it again unless you say so.',
    unmute: 'Tell me of it again',
    done: 'Muted.',
    undone: 'You are told of it again.',
  },

  health: {
    title: page.health,
    looking: 'Looking at everything…',
    none: 'There is nothing to check yet.',
    allWell: (count: number, muted: number) => {
      if (muted === 0) return plural(count, { one: 'The one check holds.', other: 'All # checks hold.' });
      if (muted === count)
        return plural(count, { one: 'The one check is muted.', other: 'All # checks are muted.' });
      return `${plural(count - muted, { one: '# check holds', other: '# checks hold' })}, and ${theRest(muted)}.`;
    },
    wayLeft: ({ approval, steps, titles }: { approval: number; steps: number; titles: string[] }) => {
      if (approval + steps === 0) return 'Nothing is wrong. What is left stands on your way.';
      const wait = (count: number) => plural(count, { one: '# check waits', other: '# checks wait' });
      const agreed = 'for you to approve this journey’s commands';
      const [first, ...more] = titles;
      let before = 'for what comes before on your way';
      if (first !== undefined) before = `for “${first}”`;
      if (more.length > 0) before += ` and ${number(more.length)} more on your way`;
      if (approval === 0) return `Nothing is wrong. ${wait(steps)} ${before}.`;
      return steps === 0
        ? `Nothing is wrong. ${wait(approval)} ${agreed}.`
        : `Nothing is wrong. ${wait(approval)} ${agreed}, and ${number(steps)} ${before}.`;
    },
    one: (seen: string) => `One thing needs you: ${seen}.`,
    many: (count: number, seen: string) =>
      `${plural(count, { one: '# thing needs you', other: '# things need you' })}. Begin with this: ${seen}.`,
    begin: 'Show it',
    group: {
      wrong: 'Needs you',
      waits: 'Waits for something else',
      todo: 'Still to do on your way',
      muted: 'Muted',
      holds: 'Holds',
    },
    checkAll: 'Check everything again',
    checking: 'Looking…',
    report: 'Make a bug report…',
    back: 'All of health',
  },

  services: {
    title: page.services,
    list: page.services,
    looking: 'Looking at the services…',
    up: (up: number, all: number) =>
      all === 1
        ? up === 1
          ? 'It is up.'
          : 'It is not up.'
        : up === all
          ? `All ${number(all)} are up.`
          : up === 0
            ? 'None of them is up.'
            : `${part(up, all)} are up.`,
    bad: (bad: number, all: number) =>
      all === 1 ? 'It needs you.' : `${part(bad, all)} ${plural(bad, { one: 'needs', other: 'need' })} you.`,
    away: 'Docker does not answer.',
    asOf: (ago: string) => `What you see is as of ${ago}; it goes on by itself when Docker answers again.`,
    notSeen: 'So nothing is known of the services yet; they show when it answers.',
    showEngine: 'See what helps',
    showStep: (title: string) => `Show the step: ${title}`,
    first: (title: string) => `First comes “${title}”. Once it holds, the services show here.`,
    none: 'No service is described there.',
    empty: 'This journey runs no services.',
    emptyHint:
      'A step of kind compose would make some: it starts what a compose file describes, and they show here with their state, their logs and what they use.',
    emptyExample: 'a step with services',
    mode: {
      none: 'not started',
      created: 'not started',
      starting: 'starting',
      running: 'running',
      healthy: 'healthy',
      ailing: 'unhealthy',
      restarting: 'stops again and again',
      paused: 'paused',
      finished: 'done',
      stopped: 'stopped',
      failed: 'failed',
      elsewhere: 'runs from another folder',
    } as Record<string, string>,
    act: {
      restart: 'Restart…',
      stop: 'Stop…',
      start: 'Start…',
      rebuild: 'Rebuild…',
      'start-over': 'Start over…',
    } as Record<string, string>,
    open: (where: string) => (where === '' ? 'Open' : `Open ${where}`),
    openLabel: (where: string) => `Open ${where} in your browser`,
    since: (up: boolean, time: string) => (up ? time : `${time} ago`),
    restarts: (count: number) => plural(count, { one: 'restarted once', other: 'restarted # times' }),
    of: (limit: string) => `of ${limit}`,
    fact: {
      began: 'Up for',
      ended: 'Ended',
      cpu: 'CPU',
      memory: 'Memory',
      ports: 'Ports',
      image: 'Image',
      container: 'Container',
    },
    ours: 'started by Firstlight',
    notOurs: 'not started by Firstlight',
    outOfMemory: 'It used more memory than it may, and was stopped.',
    exit: (code: number) => `It ended with exit code ${code}. Its last lines are below.`,
    yourself: 'How to do it yourself',
    gone: 'This is gone for good:',
    deleteAndStart: 'Delete it and start over',
    cancel: 'Cancel',
    atQuit: 'When you close Firstlight, services that it started',
    leaving: 'Stopping the services that Firstlight started, as you chose.',
    leavingHint: 'It closes when they have ended.',
    log: {
      title: 'Log',
      label: (name: string) => `Log of ${name}`,
      find: 'Find in the log',
      found: (at: number, all: number) => (all === 0 ? 'none' : at < 0 ? number(all) : part(at + 1, all)),
      previous: 'Previous match',
      following: 'Next match',
      times: 'Times',
      noContainer: 'It has not been started, so there is no log.',
      nothing: 'Nothing has been printed yet.',
      reading: 'Reading…',
      unfollowed: 'Not followed now; it goes on by itself.',
      gone: (count: number) =>
        plural(count, {
          one: '# earlier line is no longer kept',
          other: '# earlier lines are no longer kept',
        }),
      waits: 'Held while you read',
      follow: 'Follow the log',
      copy: 'Copy the log',
      wrong: 'standard error: ',
    },
  },

  report: {
    title: 'A bundle for a bug report',
    text: 'This is all that is written: names, addresses and your home folder are taken out. Nothing is sent.',
    preview: 'What is written',
    save: 'Write it',
    saving: 'Writing…',
    saved: (file: string) => `Written to ${file}. Attach it where you report the fault.`,
    close: 'Close',
    loading: 'Putting it together…',
  },

  question: {
    asked: (title: string) => `A question: ${title}`,
    code: 'the code',
    open: 'Open the page',
    waits: 'Firstlight goes on by itself when you have done it.',
    answer: 'Answer',
    decline: 'Do not answer',
    no: 'No',
  },

  run: {
    fallback: 'Checking',
    underWay: 'Under way',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    elsewhere: 'It runs in another Firstlight on this machine, which can cancel it.',
    began: (title: string) => `“${title}” is under way.`,
    done: (title: string) => `“${title}” ran to its end.`,
    failed: (title: string) => `“${title}” did not work.`,
    cancelled: (title: string) => `“${title}” was cancelled.`,
    lost: (title: string) => `“${title}” was cut short: Firstlight ended while it ran.`,
    doneButNot: 'It does not hold yet. What was seen since is above.',
    soFar: (time: string, usual: string) => (usual === '' ? time : `${time} · ${usual}`),
    usual: (time: string, runs: number) =>
      `about ${time}, from ${plural(runs, { one: '# earlier run', other: '# earlier runs' })}`,
    holdsAlready: 'It holds already. This goes on until it ends by itself, or until you cancel it.',
    stalled: (time: string) =>
      `Nothing has been printed for ${time}. It may be working quietly, or waiting for the network.`,
    show: 'Show output',
    hide: 'Hide output',
    output: (title: string) => `Output of ${title}`,
    nothing: 'Nothing was printed.',
    nothingYet: 'Nothing has been printed yet.',
    follow: 'Follow the output',
    newer: (count: number) => plural(count, { one: '# newer line', other: '# newer lines' }),
    earlier: 'Earlier lines are no longer kept here.',
    copyOutput: 'Copy output',
    progress: 'Progress',
    byTime: (share: string) => `${share}, going by the time that it took before`,
    rate: (bytes: string) => `${bytes}/s`,
    left: (time: string) => `about ${time} left`,
  },

  /** How much of what a person says can be kept. */
  room: {
    left: (count: number) => plural(count, { one: '# character left', other: '# characters left' }),
    over: (count: number) => plural(count, { one: '# character too many', other: '# characters too many' }),
    atMost: (count: number) => `At most ${number(count)} characters left`,
    tooLong: 'It is too long to be kept',
  },

  attest: {
    title: 'When you have done it',
    text: 'It is recorded as said by you, not as seen by Firstlight.',
    note: 'A note for yourself (optional)',
    button: 'I did it',
  },

  approval: {
    eyebrow: 'Before anything runs',
    firstTitle: 'What this journey runs on your machine',
    changedTitle: 'This journey’s commands have changed',
    first: (name: string) =>
      `Firstlight leads you from this machine as it is to your first commit, one step at a time. These commands come with “${name}”. None of them runs before you approve, and each runs only when it says here. If one ever changes, you are asked again.`,
    changed:
      'You approved this journey before. Below is what is different now; nothing of it runs until you approve it again.',
    approve: 'Approve this journey',
    approveChanges: 'Approve the changes',
    later: 'Not now',
    laterHint: 'You can look around without approving: steps that run one of these commands wait.',
    rehearsed: (count: number) =>
      plural(count, {
        one: '# other command runs only with nobody there, as in a test of this journey, never from this window',
        other:
          '# other commands run only with nobody there, as in a test of this journey, never from this window',
      }),
    unchanged: (count: number) =>
      plural(count, { one: '# command stays as it was', other: '# commands stay as they were' }),
    banner: (count: number) =>
      plural(count, {
        one: '# command of this journey waits for your approval.',
        other: '# commands of this journey wait for your approval.',
      }),
    bannerChanged: 'This journey’s commands have changed since you approved them.',
    review: 'Review',
    approved: 'Approved.',
    use: {
      check: 'Runs each time the step is checked',
      fix: 'Runs when you press the step’s button',
      clone: 'Code is fetched from here when you press the button',
      compose: 'Services of this file are built and started when you press the button',
      tool: 'Asks the tool for its version whenever it is looked for',
      hook: 'Git runs the programs in this folder each time you commit',
      container: 'A container of this image is started when you press the button',
      devcontainer: 'The dev container of this project is built and started when you press the button',
      reach: 'What its services reach beyond their containers, or have run',
      rehearse: 'Runs only with nobody there, as in a test of this journey, never from this window',
    } as Record<string, string>,
    kind: {
      added: 'New',
      changed: 'Changed',
      removed: 'Gone',
    } as Record<string, string>,
    lineRemoved: 'Before:',
    lineAdded: 'Now:',
  },

  finish: {
    eyebrow: (held: number, muted: number) =>
      muted === 0
        ? 'Every step holds'
        : `${plural(held, { one: '# step holds', other: '# steps hold' })}, and ${theRest(muted)}`,
    undone: (title: string) => `“${title}” no longer holds`,
    title: 'You are all set',
    titleBut: 'You have come all the way',
    needs: (count: number) =>
      `${plural(count, { one: 'One thing on this machine needs', other: '# things on this machine need' })} you, though.`,
    health: 'See what it is',
    text: (time: string) => `From the first look at this machine to the last step took ${time}.`,
    now: 'Firstlight keeps looking: if something stops holding, it shows here.',
    table: 'Milestones',
    milestone: 'Milestone',
    after: 'After',
    notReached: 'not yet',
    earlier: 'from before you began',
    when: 'When',
  },

  firstLight: {
    title: 'First light.',
    text: (time: string) => `Your first commit, ${time} after you began.`,
    close: 'Close',
  },

  fault: {
    unnamed: 'Something went wrong, and Firstlight cannot say what.',
    loading: 'Firstlight cannot show where you are',
    retry: 'Try again',
    offline: 'The connection to Firstlight is lost.',
    offlineHint:
      'What you see is how it was. It comes back by itself as soon as Firstlight answers. If it has ended, start it again and open the address that it prints.',
    noCopy: 'The text could not be copied. Select it and copy it by hand.',
  },

  problems: {
    label: (count: number) => plural(count, { one: '# problem', other: '# problems' }),
    place: (line: number, column: number) =>
      line === 0 ? '' : column === 0 ? `line ${line}` : `line ${line}:${column}`,
    suggestion: (word: string) => `Did you mean “${word}”?`,
    expected: (what: string) => `Expected ${what}.`,
  },

  turned: (name: string) => `Another window opened “${name}”, so this one shows it too.`,
  notices: 'Good to know',
  noticed: 'Got it',

  empty: {
    title: 'This journey has no steps',
    text: 'Its file has none for you. Ask whoever sent it to you, or open another journey.',
  },

  welcome: {
    title: 'From a bare laptop to your first commit',
    lead: 'Firstlight looks at this machine, says what is missing, and helps you put it right, one step at a time.',
    begin: 'Where would you like to begin?',
    promise: 'What Firstlight will and will not do',
    promises: [
      { yes: true, text: 'It will show you every command before it runs, and wait for your yes.' },
      { yes: true, text: 'It will notice what you do your own way, in any terminal or editor.' },
      {
        yes: false,
        text: 'It will not send anything from this machine that you have not read and agreed to.',
      },
      {
        yes: false,
        text: 'It will not ask for an account. Close it at any moment; it goes on where you were.',
      },
    ],
  },

  open: {
    title: 'Open a journey',
    before: 'Opened before',
    another: 'Another one',
    builtIn: 'comes with Firstlight',
    way: {
      demo: {
        title: 'Try the demo',
        hint: 'A small project that comes with Firstlight. It needs no network and no account.',
        label: '',
        example: '',
      },
      folder: {
        title: 'Open a folder',
        hint: 'A repository that is on this machine already. What its own files ask for becomes the steps.',
        label: 'The folder of a repository',
        example: '~/src/payments',
      },
      address: {
        title: 'Paste the address of a repository',
        hint: 'Firstlight gets it for you, as the first step.',
        label: 'The address, as your browser shows it or as git takes it',
        example: 'https://github.com/acme/payments',
      },
      given: {
        title: 'My company gave me a journey',
        hint: 'The address of a repository, or a file such as journey.yaml.',
        label: 'The address or the file that you were given',
        example: 'https://git.acme.example/platform/journey',
      },
    },
    chooseFile: 'Choose a file…',
    button: 'Open',
    cancel: 'Cancel',
    opening: 'Opening…',
  },

  /** The titles of the system's own dialogs. */
  dialog: {
    repository: 'The folder of a repository',
    journey: 'A journey file',
    onboardings: 'Onboardings that were exported',
    onboardingsFolder: 'A folder of onboardings',
    exports: 'A folder for your onboardings',
  },

  palette: {
    title: 'Find a step or action',
    placeholder: 'Type a step or an action',
    none: 'Nothing by that name.',
    more: (count: number) =>
      plural(count, { one: '# more: type on to find it.', other: '# more: type on to find them.' }),
    run: (title: string) => `Run: ${title}`,
    act: (title: string) => `${title}…`,
    check: 'Check this step again',
    checkAll: 'Check every step again',
    show,
    setting: (name: string) => `${page.settings}: ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    exports: 'export my onboardings',
    quit: 'Close Firstlight',
    note: 'Say thanks, or what hurt…',
    report: 'Make a bug report…',
    mute: (title: string) => `Mute: ${title}`,
    next: (title: string) => `Go on to: ${title}`,
    review: 'Review this journey’s commands',
    open: 'Open a journey…',
    shortcuts: 'Show the shortcuts',
    finish: 'See how it went',
    light: 'Use the light look',
    dark: 'Use the dark look',
    system: 'Use the system’s look',
    /** The other words by which an action is found. */
    also: {
      check: ['look again', 'recheck', 'refresh'],
      mute: ['ignore', 'hide', 'skip'],
      stuck: ['ask for help', 'write to whoever helps'],
      'check-all': ['check everything', 'look again', 'recheck', 'refresh'],
      health: ['this machine', 'doctor', 'checks', 'problems'],
      services: ['docker', 'containers', 'compose', 'logs'],
      map: ['overview', 'graph', 'whole way'],
      timeline: ['history', 'time', 'my way'],
      notes: ['thanks', 'feedback'],
      friction: ['where people lose their time', 'figures', 'import', 'statistics'],
      impact: ['what the way is worth', 'figures', 'import', 'hours freed'],
      settings: ['preferences', 'options', 'configuration'],
      note: ['write a note', 'thank you', 'feedback'],
      report: ['issue', 'fault', 'bundle'],
      open: ['another repository', 'folder', 'address', 'switch', 'project', 'demo'],
      shortcuts: ['keys', 'keyboard', 'help'],
      review: ['approve', 'approval'],
      finish: ['how it went', 'milestones', 'summary'],
      quit: ['quit', 'exit', 'end'],
      light: ['theme', 'colours', 'colors', 'bright'],
      dark: ['theme', 'colours', 'colors', 'night'],
      system: ['theme', 'colours', 'colors', 'automatic'],
      theme: ['look', 'light', 'dark', 'colours', 'colors'],
      'services.at-quit': ['quit', 'exit', 'stop', 'end'],
      notifications: ['alerts', 'messages'],
      autostart: ['start', 'login', 'boot'],
      shell: ['terminal', 'bash', 'zsh', 'path'],
      'package-manager': ['apt', 'brew', 'winget', 'install'],
      proxy: ['network', 'internet'],
      'proxy.except': ['no_proxy', 'bypass', 'network'],
      sharing: ['telemetry', 'privacy', 'opentelemetry', 'send'],
      data: ['workspace', 'folder', 'files', 'storage'],
      export: ['save', 'give away', 'backup'],
      forget: ['delete', 'reset', 'erase', 'remove', 'wipe', 'uninstall'],
    } as Record<string, readonly string[]>,
  },

  shortcuts: {
    title: 'Shortcuts',
    palette: 'Find a step or action',
    run: 'Run the chosen fix',
    check: 'Check the step again',
    next: 'Go on to the next step',
    back: 'Go back to the journey',
    health: show('health'),
    services: show('services'),
    map: show('map'),
    timeline: show('timeline'),
    notes: show('notes'),
    friction: show('friction'),
    impact: show('impact'),
    settings: show('settings'),
    note: 'Say thanks, or what hurt',
    help: 'Show these shortcuts',
    move: 'Move through a list',
    open: 'Open what you moved to',
    single: 'Use single keys as shortcuts',
    singleHint: 'Switch them off if you dictate or your keyboard sends keys by accident.',
    close: 'Close',
  },
};

/** What leads to a page. */
function show(name: Aside): string {
  return `Show ${page[name]}`;
}

/** So many of so many: "3 of 12". */
function part(some: number, all: number): string {
  return words.of(number(some), number(all));
}

/** How many of a person's tries did not end well, in the sentence that counts them. */
export function endedBadly(attempts: number, failures: number): string {
  if (failures === 0) return '';
  if (failures < attempts) return `, ${number(failures)} did not end well`;
  return plural(attempts, {
    one: ', and it did not end well',
    other: ', and none of them ended well',
  });
}

/** What is left beside all that holds: those that the person muted. */
export function theRest(muted: number): string {
  return plural(muted, { one: '# is muted', other: '# are muted' });
}

/** A name within a sentence: its first letter small, unless it is all capitals. */
export function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
