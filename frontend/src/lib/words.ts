import type { Kind } from './clock';
import type { Mark } from './steps';

/** Every sentence that the interface says of its own accord. */
export const words = {
  name: 'Firstlight',
  loading: 'Looking at where you are…',
  skip: 'Skip to the step',

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
    of: (held: number, all: number) => `${held} of ${all}`,
    hold: (held: number, all: number) => `${held} of ${all} hold`,
    next: 'next',
    find: 'Find a step or action',
    track: 'Track',
    everyone: 'Every track',
    open: 'Open a journey…',
    finished: 'How it went',
    health: 'Health',
    allWell: 'all well',
    needYou: (count: number) => (count === 1 ? '1 needs you' : `${count} need you`),
    steps: 'Steps',
    keys: 'Shortcuts',
  },

  clock: {
    label: 'Clock',
    soFar: 'so far',
    inAll: 'in all',
    next: (title: string) => `Next: ${lower(title)}`,
    left: (count: number) => (count === 1 ? '1 step left' : `${count} steps left`),
    reached: 'Every milestone reached',
    split: 'Where the time went',
  },

  step: {
    place: (nth: number, all: number) => `step ${nth} of ${all}`,
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
    tries: (attempts: number, failures: number) =>
      `${attempts === 1 ? 'Tried once' : `Tried ${attempts} times`}${failures > 0 ? `, ${failures} did not end well` : ''}`,
    approval: 'A command of this step waits for your approval.',
    review: 'Review the commands',
    asOf: (ago: string) => `as of ${ago}, looking again`,
    changed: (title: string, mark: string, summary: string) => `${title}: ${mark}. ${summary}`,
    lookedAgain: (mark: string) => `Looked again: ${lower(mark)}.`,
  },

  fix: {
    takesBack: 'What takes it back',
    oneToMend: 'A way to fix it',
    manyToMend: 'Ways to fix it',
    oneToDo: 'A way to do it',
    manyToDo: 'Ways to do it',
    choose: 'Choose…',
    run: 'Run it',
    starting: 'Starting…',
    ownWay: 'or do it your own way, and Firstlight will notice.',
    ownWayLook: 'or do it your own way, and then have it checked again: the command is not run by itself.',
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

  drift: {
    title: (when: string) => `It held until ${when}`,
    fact: 'What',
    was: 'Then',
    is: 'Now',
    nothing: 'nothing',
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
    eyebrow: 'This machine, as it is now',
    title: 'Health',
    looking: 'Looking at everything…',
    allWell: (count: number) => (count === 1 ? 'The one claim holds.' : `All ${count} claims hold.`),
    wayLeft: 'Nothing is wrong. What is left stands on your way.',
    one: (seen: string) => `One thing needs you: ${lower(seen)}.`,
    many: (count: number, seen: string) => `${count} things need you. Begin with this: ${lower(seen)}.`,
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
    fallback: 'Looking at the claim',
    underWay: 'Under way',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    elsewhere: 'It runs in another Firstlight on this machine, which can cancel it.',
    began: (title: string) => `${title}: under way.`,
    done: (title: string) => `${title}: ran to its end.`,
    failed: (title: string) => `${title}: did not work.`,
    cancelled: (title: string) => `${title}: cancelled.`,
    lost: (title: string) => `${title}: Firstlight ended while it ran, so how it went is not known.`,
    doneButNot: 'It ran to its end, but the claim still does not hold. What was seen is above.',
    stalled: (time: string) =>
      `Nothing has been printed for ${time}. It may be working quietly, or waiting for the network.`,
    show: 'Show output',
    hide: 'Hide output',
    output: (title: string) => `Output of ${title}`,
    nothing: 'Nothing was printed.',
    nothingYet: 'Nothing has been printed yet.',
    follow: 'Follow the output',
    newer: (count: number) => (count === 1 ? '1 newer line' : `${count.toLocaleString('en')} newer lines`),
    earlier: 'Earlier lines are no longer kept here.',
    copyOutput: 'Copy output',
    progress: 'Progress',
    rate: (bytes: string) => `${bytes}/s`,
    left: (time: string) => `about ${time} left`,
  },

  attest: {
    title: 'Only you can say',
    text: 'No program can observe this one. When you say so, it is recorded as said by you.',
    note: 'A note for yourself (optional)',
    button: 'I did it',
  },

  approval: {
    eyebrow: 'Before anything runs',
    firstTitle: 'What this journey runs on your machine',
    changedTitle: 'This journey’s commands have changed',
    first: (name: string) =>
      `These commands were written for your machine by whoever wrote “${name}”. None of them runs before you approve, and each runs only when it says here. If one ever changes, you are asked again.`,
    changed:
      'You approved this journey before. Below is what is different now; nothing of it runs until you approve it again.',
    approve: (count: number) => (count === 1 ? 'Approve 1 command' : `Approve ${count} commands`),
    approveChanges: 'Approve the changes',
    later: 'Not now',
    laterHint: 'You can look around without approving: steps that run one of these commands wait.',
    rehearsed: (count: number) =>
      count === 1
        ? '1 command runs only in an unattended rehearsal, never from this window'
        : `${count} commands run only in an unattended rehearsal, never from this window`,
    unchanged: (count: number) =>
      count === 1 ? '1 command stays as it was' : `${count} commands stay as they were`,
    banner: (count: number) =>
      count === 1
        ? '1 command of this journey waits for your approval.'
        : `${count} commands of this journey wait for your approval.`,
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
      reach: 'What its services reach beyond their containers',
      rehearse: 'Runs only in an unattended rehearsal, never from this window',
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
    eyebrow: 'Every step holds',
    title: 'You are all set',
    text: (time: string) => `From the first look at this machine to the last step took ${time}.`,
    now: 'Firstlight keeps looking: if something stops holding, it shows here.',
    table: 'Milestones',
    milestone: 'Milestone',
    after: 'After',
    notReached: 'not yet',
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
    offlineHint: 'What you see is how it was. It comes back by itself when Firstlight runs again.',
    noCopy: 'The text could not be copied. Select it and copy it by hand.',
  },

  problems: {
    label: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    place: (line: number, column: number) => `line ${line}:${column}`,
    suggestion: (word: string) => `Did you mean “${word}”?`,
    expected: (what: string) => `Expected ${what}.`,
  },

  notices: 'Good to know',

  empty: {
    title: 'This journey has no steps',
    text: 'Its file has none for you. Ask whoever sent it to you, or open another journey.',
  },

  open: {
    title: 'Open a journey',
    text: 'The path of a journey file, or of a folder that holds one. “demo” opens the journey that comes with Firstlight.',
    label: 'Path',
    button: 'Open',
    cancel: 'Cancel',
    opening: 'Opening…',
  },

  palette: {
    title: 'Find a step or action',
    placeholder: 'Type a step or an action',
    none: 'Nothing by that name.',
    run: (title: string) => `Run: ${title}`,
    check: 'Check this step again',
    checkAll: 'Check every step again',
    health: 'Show the health of this machine',
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
  },

  shortcuts: {
    title: 'Shortcuts',
    palette: 'Find a step or action',
    run: 'Run the chosen fix',
    check: 'Check the step again',
    next: 'Go on to the next step',
    help: 'Show these shortcuts',
    move: 'Move through the steps',
    open: 'Open the step',
    single: 'Use single keys as shortcuts',
    singleHint: 'Switch them off if you dictate or your keyboard sends keys by accident.',
    close: 'Close',
  },
};

/** A name within a sentence: its first letter small, unless it is all capitals. */
function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
