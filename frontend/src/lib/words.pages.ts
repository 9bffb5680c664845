import type { Kind } from './clock';
import { number, plural } from './locale';
import { endedBadly, theRest, words } from './words';

/** What a comparison shows, in words. */
const verdict: Record<string, string> = {
  better: 'better',
  worse: 'worse',
  unclear: 'may be chance',
  'too-few': 'too few to say',
};

const people = (count: number) => plural(count, { one: '# person', other: '# people' });
const entries = (count: number) => plural(count, { one: '# entry', other: '# entries' });
const onboardings = (count: number) => plural(count, { one: '# onboarding', other: '# onboardings' });

/** The sentences of the pages that nobody needs for the window to open; they are loaded with them. */
export const told = {
  people,
  verdict,

  cohort: {
    label: 'Whose onboardings',
    journey: 'Journey',
    version: 'Version',
    track: 'Track',
    month: 'Began in',
    everyVersion: 'Every version',
    everyTrack: 'Every track',
    everyMonth: 'Any month',
    versionOf: (nth: number, since: string, count: number) =>
      `${number(nth)}, since ${since}: ${people(count)}`,
    nobody: 'Nobody is among those that you chose. Choose more of them above.',
  },

  figures: {
    of: (count: number) =>
      plural(count, { one: 'From # imported onboarding', other: 'From # imported onboardings' }),
    loading: 'Adding it up…',
    tooFew: 'too few',
    tooFewHint: 'Too few people to conclude anything.',
    import: 'Import onboardings…',
    save: 'Save as',
    format: { html: 'a page', csv: 'CSV', json: 'JSON' },
    saved: (file: string) => `Written to ${file}.`,
    retry: 'Try again',
  },

  import: {
    title: 'Import onboardings',
    none: 'No onboardings yet',
    text: 'An onboarding comes as a file that somebody exported and gave to you, with nothing in it that says who it is of. On their machine people write',
    command: 'firstlight export',
    whole:
      'Name a file, or a folder of them. If one file cannot be used, none is imported. Importing a file twice counts it once.',
    label: 'File or folder',
    files: 'Choose files…',
    folder: 'Choose a folder…',
    chosen: (count: number) => plural(count, { one: '# file chosen', other: '# files chosen' }),
    button: 'Import',
    importing: 'Importing…',
    cancel: 'Close',
    done: (added: number, grown: number, doubled: number) =>
      [
        added > 0 ? `${onboardings(added)} taken in` : '',
        grown > 0
          ? `${onboardings(grown)} had more in ${plural(grown, { one: 'it', other: 'them' })} than before`
          : '',
        doubled > 0
          ? `${onboardings(doubled)} ${plural(doubled, { one: 'was', other: 'were' })} there already`
          : '',
      ]
        .filter(Boolean)
        .join('; ') + '.',
  },

  friction: {
    title: words.rail.page.friction,
    purpose:
      'This page shows at which steps people lose their time, what fails there, and where they give up. It adds that up from the onboardings that people give to you.',
    lead: (title: string, time: string, count: number) =>
      `Most time goes into “${title}”: ${time} of ${people(count)}.`,
    standing: (finished: number, stopped: number, under: number) =>
      `${number(finished)} finished, ${number(stopped)} stopped, ${number(under)} on their way.`,
    steps: 'Where the time goes',
    stepsHint:
      'Hours that people and their machines worked at a step, all people together; what they waited for others is apart. Half of the people took at most the median, nine in ten at most the next figure.',
    step: 'Step',
    lost: 'Lost',
    people: 'People',
    median: 'Median',
    p90: '9 in 10',
    failed: 'Failed',
    failedHint: 'of all tries',
    retried: 'Retried',
    retriedHint: 'of all people',
    waiting: 'Waiting',
    all: (count: number) => plural(count, { one: 'Show the one step', other: 'Show all # steps' }),
    fewer: 'Show fewer',
    stops: 'Where people stop',
    stopsHint: (days: number) =>
      `Not finished, and nothing heard of them for ${plural(days, { one: '# day', other: '# days' })}.`,
    noStops: 'Nobody stopped.',
    errors: 'Failures that nobody has explained yet',
    explained: (count: number) =>
      count === 0
        ? 'No known failure explained any other.'
        : `Known failures explained ${plural(count, { one: '# other', other: '# others' })}.`,
    noErrors: 'Every failure was explained.',
    noFailures: 'Nothing failed.',
    times: (times: number, count: number) =>
      `${plural(times, { one: 'once', other: '# times' })}, ${people(count)}`,
    said: 'What they said',
    pulses: 'How they say it went',
    pulsesHint:
      'Asked once at a milestone, and answered by whoever wanted to: from 1, badly, to 5, well. Below it stands what would have made it better.',
    mean: 'Mean',
    noSaid: 'Nobody said that a step hurt.',
    moreSaid: (count: number) => `${number(count)} more in Notes`,
    changes: 'Before and after',
    changesHint:
      'By how much the median of a step differs between two versions, and where that difference lies with 95 % confidence.',
    from: 'From',
    to: 'to',
    before: 'Before',
    after: 'After',
    difference: 'Difference',
    itIs: 'It is',
    oneVersion: 'There is one version only, so there is nothing to compare yet.',
    noChanges: 'Nobody is known who met a step in both.',
    quicker: 'quicker',
    slower: 'slower',
    range: (low: string, high: string) => `${low} to ${high}`,
    kinds: { hands_on: 'hands-on', machine: 'machine' } satisfies Partial<Record<Kind, string>>,
  },

  map: {
    title: words.rail.page.map,
    lead: (held: number, all: number, next: string) =>
      `${number(held)} of ${plural(all, { one: '# step holds', other: '# steps hold' })}. Next: ${next}.`,
    done: (all: number, muted: number) =>
      muted === 0
        ? plural(all, { one: 'Its one step holds.', other: 'All # steps hold.' })
        : `${plural(all - muted, { one: '# step holds', other: '# steps hold' })}, and ${theRest(muted)}.`,
    where: 'Where am I?',
    picture: 'The whole way, stage by stage',
    keys: 'Up and down walk from station to station, Home and End to the ends, left and right fold and unfold a stage, and Enter opens a step.',
    sign: {
      walked: 'holds',
      ahead: 'still to come',
      needs: 'what a step needs',
      waits: 'what a step waits for',
      reached: 'milestone reached',
      next: 'milestone ahead',
    },
    free: 'No step of this journey needs another.',
    place: (title: string, mark: string, nth: number, all: number) =>
      `${title}: ${mark}, ${number(nth)} of ${number(all)}`,
    needs: (titles: readonly string[]) => `needs ${titles.join(', ')}`,
    neededBy: (titles: readonly string[]) => `needed by ${titles.join(', ')}`,
    needed: 'it needs this',
    needing: 'needs it',
    flag: (title: string, reached: boolean) => (reached ? `${title}, reached` : `${title}, ahead`),
    counted: (count: number, mark: string) => `${number(count)}: ${mark}`,
    table: 'The map as a table',
    step: 'Step',
    status: 'Status',
    need: 'Needs',
    time: 'Time',
    milestone: 'Milestone',
  },

  timeline: {
    title: words.rail.page.timeline,
    loading: 'Drawing your way…',
    empty: 'Your way has only begun. What you do from here on is drawn here.',
    lead: (length: string, worked: string) =>
      `${length} on the way, of which you and your machine worked ${worked}.`,
    picture: 'Your way on one axis of time',
    keys: 'Up and down walk through the steps; plus, minus and 0 zoom; left and right move along the time.',
    closer: 'Closer',
    further: 'Further away',
    whole: 'The whole way',
    earlier: 'Earlier',
    later: 'Later',
    fold: 'Fold pauses of an hour and more',
    pause: (time: string) => `${time} in which nobody was at work`,
    elsewhere: 'Elsewhere',
    elsewhereHint: 'What went into no step of the way, as into reading what there is to approve.',
    mark: {
      failed: 'a try failed',
      fixed: 'a fix worked',
      held: 'it held',
      undone: 'it held no longer',
      said: 'a note',
    },
    longest: 'What took longest, and why',
    milestones: 'Milestones',
    milestone: 'Milestone',
    after: 'After',
    worked: 'Worked',
    othersAfter: 'Others after',
    othersWorked: 'Others worked',
    steps: 'Every step in figures',
    step: 'Step',
    tries: 'Tries',
    failed: 'Failed',
    lost: 'Worked',
    others: 'Others',
    nobody: 'Import what your team exported, on Friction, and what others took stands beside yours.',
    team: (count: number) =>
      `Beside yours stands the median of ${plural(count, { one: '# imported onboarding', other: '# imported onboardings' })}. It ranks nobody: it says where the way itself is long.`,
    open: 'Go to the step',
    zoom: 'Look at it closely',
    close: 'Close',
    beside: (own: string, others: string, count: number) =>
      `You and your machine worked ${own} at it; half of ${people(count)} at most ${others}.`,
    alone: (own: string) => `You and your machine worked ${own} at it.`,
    few: (own: string, count: number) =>
      `You and your machine worked ${own} at it; ${people(count)} before you are too few to compare with.`,
    untouched: 'No time went into it.',
    tried: (times: number, failures: number) =>
      `${plural(times, { one: 'Tried once', other: 'Tried # times' })}${endedBadly(times, failures)}.`,
    undone: (times: number) =>
      plural(times, {
        one: 'Once it held, and then no longer.',
        other: '# times it held, and then no longer.',
      }),
  },

  impact: {
    most: (time: string) => `9 in 10: ${time}`,
    title: words.rail.page.impact,
    purpose:
      'This page shows how long people take to each milestone, how many hours the way saves them, and whom they thank. It reckons that from the onboardings that people give to you, and from what you say that it took before.',
    thanks: 'Thank-you notes',
    thanksFrom: (count: number) => `from ${people(count)}`,
    star: 'What all of this is for',
    freed: 'Hours freed',
    lost: 'Hours lost',
    freedOf: (count: number) => `of ${people(count)}`,
    unknown: 'not known',
    unknownHint: 'Say below what it took before',
    cost: 'That is worth',
    costHint: 'Say below what an hour costs',
    errors: 'Failures per person',
    errorsBefore: (count: string) => `${count} before`,
    errorsHint: 'on average',
    milestones: 'Time to each milestone',
    milestonesHint:
      'All time from the start on, nights and weekends included. Half of the people took at most the median, nine in ten at most the next figure; worked is what of the median they or their machines worked.',
    milestone: 'Milestone',
    median: 'Median',
    p90: '9 in 10',
    worked: 'Worked',
    before: 'Before',
    difference: 'Difference',
    now: 'now, and up to 9 in 10',
    was: 'before',
    none: 'Nobody has reached a milestone yet.',
    assumed: 'What is assumed',
    assumedHint: 'Nobody measured these. Change one, and every figure above changes with it.',
    source: 'What it took before',
    told: 'as somebody told it',
    measured: 'as an earlier version took',
    measuredOf: (count: number) =>
      `Measured: the medians of ${onboardings(count)}. Hours freed are hours worked, less the median of those before.`,
    against: 'Earlier version',
    toldHint:
      'Days from the first day on, nights and weekends included; leave empty what nobody knows. Hours freed are the days between, by the hours of a week that people work.',
    days: (title: string) => `${title}, days`,
    until: 'A person is productive from here on',
    noNumber: 'That is no number. Write one such as 5.',
    week: 'Hours that people work in a week, of 168 that pass',
    hourly: 'What an hour of a person costs',
    currency: 'Currency',
  },

  letter: {
    words: 'What did you try, and what did you expect? (optional)',
    before: 'As it was before your words',
    preview: (to: string) => (to === '' ? 'Exactly this is sent' : `Exactly this is sent to ${to}`),
    how: 'How it goes',
    ways: {
      issue: 'As an issue',
      comment: 'As a comment',
      mail: 'As a mail, from your mail program',
      text: 'As text that you paste yourself',
    } as Record<string, string>,
    on: 'The issue or pull request: its page, or such as acme/payments#12',
    send: {
      issue: 'Open the issue',
      comment: 'Comment',
      mail: 'Open the mail',
      text: 'Copy the text',
    } as Record<string, string>,
    show: 'Show what is sent',
    sending: 'Sending…',
    loading: 'Writing it…',
    cancel: 'Cancel',
    done: 'Close',
    open: 'See it',
    openDraft: 'Open the draft again',
    sent: {
      page: 'It is sent.',
      link: 'The draft is open in another program. It is sent once you send it there.',
      text: 'The text is copied. Paste it where it is read.',
    },
  },

  stuck: {
    title: (step: string) => `Stuck at “${step}”`,
    lead: 'What Firstlight saw of this step, without what it knows for a secret, a name or a folder of yours. Read it before it leaves.',
    waits: 'Once it is sent, the time counts as waiting on people, until the step holds or you go on.',
    ended: 'Your clock has stopped, and stays so.',
  },

  sendNote: {
    thanks: 'Send your thanks on',
    hurt: 'Send on what hurt',
    lead: 'It leaves this machine only now, and only as it stands here.',
  },

  pulse: {
    title: (milestone: string) => `${milestone}: how did the way there go?`,
    scale: 'From 1, badly, to 5, well',
    score: (value: number, best: number) =>
      value === 1 ? `${number(1)}, badly` : value === best ? `${number(best)}, well` : number(value),
    badly: 'badly',
    well: 'well',
    better: 'What would have made it better? (optional)',
    keep: 'Keep the answer',
    skip: 'Rather not say',
    kept: 'Your answer is kept.',
    left: 'You are not asked about this again.',
  },

  settings: {
    title: words.rail.page.settings,
    loading: 'Reading the settings…',
    retry: 'Try again',
    window: 'The window',
    theme: 'Theme',
    themeHint: 'In every window of yours, at once.',
    notifications: 'Notifications',
    notYet: 'They are on, but not allowed yet.',
    inBrowser: {
      allow: 'Allow this browser to show them…',
      notAllowed:
        'The browser does not show them. Allow notifications for this page in the settings of the browser.',
    },
    inWindow: {
      allow: 'Have your system allow them…',
      notAllowed:
        'Your system does not show them. Allow the notifications of Firstlight in the settings of the system.',
    },
    showOne: 'Show one now',
    sample: { title: 'Firstlight', text: 'This is how you are told that a step has ended.' },
    shown: 'It was handed to your system, which may hold it back while you are not to be disturbed.',
    notShown: 'Your system did not take it; see whether it shows notifications of other programs.',
    autostart: 'Open when you sign in',
    programs: 'Programs and the network',
    programsHint: 'How Firstlight starts programs, and how it reaches the network.',
    shell: 'Shell',
    comesTo: (title: string, now: string) => (now === '' ? title : `${title}: ${now}`),
    manager: 'Package manager',
    noManager: 'None of those that Firstlight knows is on this machine.',
    proxy: 'Proxy',
    proxyEmpty:
      'Left empty, it is what your environment says, which is also where a name or a password belongs.',
    proxyNone: (now: string) => (now === '' ? 'none' : now),
    except: 'Past the proxy',
    thisMachine: 'localhost,127.0.0.1,::1',
    keep: 'Keep',
    keepOf: (what: string) => `Keep: ${what}`,
    data: 'Where your data is',
    dataHint: 'The files in which Firstlight keeps what it knows, and the code that it fetched for you.',
    record: 'What it knows',
    code: 'Your code',
    openFolder: 'Open the folder',
    moved: (variable: string) =>
      `The environment variable ${variable} says so. To move it, close Firstlight, move the folder and set the variable to its new place.`,
    move: (variable: string) =>
      `To move both into one folder: close Firstlight, set the environment variable ${variable} to that folder, move what is in the first one there, and your code into a folder named workspace below it.`,
  },

  forget: {
    section: 'Forget everything',
    sectionHint: 'Firstlight is then as on the first day. It cannot be undone.',
    exportFirst:
      'Your onboardings go with it. An export keeps each of them in a file of yours, as you would give it to your platform team.',
    export: 'Export my onboardings first',
    exported: (folder: string) => `All of your onboardings are in ${folder}.`,
    ask: 'Forget everything…',
    title: 'Forget everything?',
    counting: 'Looking at what there is…',
    lost: 'This is lost for good',
    onboardings: (count: number, events: number) =>
      `${plural(count, { one: 'your onboarding', other: 'your # onboardings' })}, with ${plural(events, { one: '# event', other: '# events' })}`,
    imported: (count: number) => `${onboardings(count)} of others, imported`,
    reports: (count: number) => plural(count, { one: '# report', other: '# reports' }),
    folder: (folder: string, size: string) => `all that is Firstlight’s in ${folder}, ${size}`,
    settings: 'your settings, and what you signed in with',
    starts: 'that the window opens when you sign in',
    stays: 'This stays',
    code: (folder: string) => `your code in ${folder}`,
    services: 'every service and every tool',
    shared: 'what was sent or exported before',
    word: 'forget',
    type: 'Type forget to go on',
    forget: 'Forget everything',
    forgetting: 'Forgetting…',
    cancel: 'Cancel',
    done: 'Everything is forgotten',
    doneBut: 'Nearly everything is forgotten',
    all: 'What Firstlight knew is gone; your code, services and tools are as they were. When you open it again, it begins as on the first day.',
    most: 'All but this, which you can remove yourself:',
    quit: 'Close Firstlight',
    closeTab: 'Firstlight has ended. You can close this tab.',
  },

  sharing: {
    title: 'What is shared',
    hint: 'Your platform team may want to see where people lose their time. Nothing leaves before you have seen all of it and said yes.',
    problem: (why: string) => `Nothing is sent: ${why}.`,
    disabled: 'Nothing is sent: OTEL_SDK_DISABLED is true.',
    nowhere:
      'Nothing is sent: neither the journey nor OTEL_EXPORTER_OTLP_ENDPOINT names a place to send to. Your platform team can name one in the journey.',
    yes: (day: string) => `Your onboarding is sent, since you said yes on ${day}.`,
    no: (day: string) => `Nothing leaves, since you said no on ${day}.`,
    changed: 'Nothing leaves: what you said yes to has changed. Look at it again, and answer again.',
    unasked: 'Nothing leaves, since you have not said yes.',
    goes: (signal: string) => (signal === 'traces' ? 'Steps go to' : 'Figures go to'),
    named: (from: string, headers: string[]) =>
      `${from === 'journey' ? 'named by the journey' : `named by ${from}`}${headers.length === 0 ? '' : `, with ${headers.join(', ')}`}`,
    as: 'As the service',
    besides: 'Besides',
    sent: 'Sent so far',
    sentOf: (count: number, day: string) =>
      count === 0 ? 'nothing yet' : `${entries(count)}, the last on ${day}`,
    rejected: (count: number) =>
      plural(count, { one: '# of them was not taken.', other: '# of them were not taken.' }),
    dropped: (count: number) =>
      plural(count, {
        one: '# was given up, as too much waited.',
        other: '# were given up, as too much waited.',
      }),
    said: (text: string) => `What was said last: ${text}`,
    waiting: 'Waits',
    waitingOf: (count: number, size: string) =>
      count === 0 ? 'nothing' : `${plural(count, { one: '# request', other: '# requests' })}, ${size}`,
    refused: (said: string) => `Refused, and not sent again by itself: ${said}`,
    open: 'It is not encrypted on its way: whoever carries it can read it.',
    see: 'See what would be sent now…',
    seeAndAnswer: 'See what would be sent, and answer…',
    send: 'Send what waits now',
    end: 'Stop sharing',
    refuse: 'Say no',
    names: (count: number) => plural(count, { one: 'The name that leaves', other: 'The # names that leave' }),
    namesHint: 'Steps leave under these names, unless you allow their titles.',
    outcome: (sent: { taken: number; refused: number; later: number; items: number; said: string }) => {
      const parts = [];
      if (sent.taken + sent.refused + sent.later === 0) parts.push('There was nothing to send.');
      if (sent.taken > 0) parts.push(`Sent: ${entries(sent.items)}.`);
      if (sent.later > 0) parts.push('What could not be sent waits, and is sent as soon as it can be.');
      if (sent.refused > 0) parts.push('Some were refused, and wait until you send them again.');
      if (sent.said) parts.push(`What was said: ${sent.said}`);
      return parts.join(' ');
    },
    preview: 'What would be sent',
    previewHint:
      'This is all of it, exactly as it leaves. After a yes this is sent, and from then on what ends. Another place, header or attribute asks you again.',
    allow: 'May these leave as well?',
    loading: 'Putting it together…',
    nothing: 'There is nothing to send now: all of your onboarding was sent.',
    all: (requests: number, size: string) =>
      `${plural(requests, { one: '# request', other: '# requests' })}, ${size} in all:`,
    request: (signal: string, url: string) =>
      `${signal === 'traces' ? 'Each step, with when and how long' : 'Figures: times and counts'}${url === '' ? '' : `, to ${url}`}`,
    facts: (items: number, size: string, queued: boolean) =>
      `${entries(items)}, ${size}${queued ? ', waiting already' : ''}`,
    body: (signal: string) => (signal === 'traces' ? 'The steps as they leave' : 'The figures as they leave'),
    unsentHint: (disabled: boolean) =>
      `This is what your platform team would see of your way, to find where people lose their time. Nothing of it is sent: ${disabled ? 'OTEL_SDK_DISABLED is true' : 'nobody has named a place to send it to. Your team can do so in the journey, and then you are asked'}.`,
    agree: 'Yes, send this',
    sending: 'Sending…',
    close: 'Not now',
    unsent: 'Your yes is kept. Sending did not work just now; Firstlight tries again by itself.',
    done: 'Close',
  },

  notes: {
    title: words.rail.page.notes,
    send: 'Send it on…',
    takeBack: 'Take it back…',
    takeBackTitle: 'Take this note back?',
    takeBackLead: 'It is shown and exported no more. What was sent or exported before stays where it is.',
    takeItBack: 'Take it back',
    takingBack: 'Taking it back…',
    takenBack: 'Taken back.',
    lead: 'What people said of their way: thanks, which count most, and what hurt, which is where it gets better.',
    thanks: 'Thanks',
    hurt: 'What hurt',
    counts: (thanks: number, hurt: number) =>
      `${plural(thanks, { one: '# thank-you note', other: '# thank-you notes' })}, ${plural(hurt, { one: '# line', other: '# lines' })} on what hurt.`,
    write: 'Write one…',
    noThanks: 'No thank-you note yet. The first one makes a day.',
    noHurt: 'Nobody said that anything hurt.',
    journey: 'the journey as a whole',
    yours: 'yours',
    more: (count: number) => `Show ${number(count)} more`,
    loading: 'Reading the notes…',
    sheet: 'Say it in a line',
    kind: 'It is',
    thank: 'a thank-you',
    pain: 'what hurt',
    about: 'About',
    text: 'Your line',
    thankHint: (step: boolean) =>
      `To whoever made ${step ? 'the step' : 'the journey'}. Say what it spared you.`,
    painHint: (step: boolean) =>
      `What cost you time or nerves? Whoever mends ${step ? 'the step' : 'the journey'} reads it.`,
    stays:
      'It stays on this machine, and goes with your onboarding when you export it, unless you leave notes out.',
    keep: 'Keep it',
    keeping: 'Keeping…',
    cancel: 'Cancel',
    kept: 'Kept.',
  },
};
