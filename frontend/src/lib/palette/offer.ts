import { all } from '../services/fares';
import { keysOf } from '../keys';
import type { Aside, Session } from '../session.svelte';
import { busy, claimsOf, holds, mayAsk, mayMute, stepOf } from '../steps';
import type { Look } from '../theme';
import type { State, Step } from '../wire';
import { words } from '../words';
import { told } from '../words.pages';
import type { Entry } from './entries';

/** The pages aside from the journey. */
const pages = Object.keys(words.rail.page) as Aside[];

/** What the palette can do beyond the session. */
export interface Acts {
  run: () => void;
  check: () => void;
  open: () => void;
  shortcuts: () => void;
  report: () => void;
  note: () => void;
  mute: () => void;
  stuck: () => void;
}

/** All that the palette offers at this moment. */
export function offer(session: Session, acts: Acts): Entry[] {
  const { state, view } = session;
  if (!state) return [];
  const help = stuck(session, state, acts);
  return [
    ...(view?.kind === 'step' ? [...atStep(session, state, view.step, acts), ...help] : []),
    ...anywhere(session, state, acts),
    ...(view?.kind === 'step' ? [] : help),
    ...steps(session, state),
    ...claims(session, state),
    ...fixes(session, state),
    ...services(session),
    ...looks(session),
    ...settings(session),
  ];
}

function action(id: string, title: string, aside: string, choose: () => void): Entry {
  return { id: `action:${id}`, title, aside, also: words.palette.also[id], choose };
}

function atStep(session: Session, state: State, step: Step, acts: Acts): Entry[] {
  const entries: Entry[] = [];
  const next = stepOf(state, state.current);
  if (session.mayGoOn(step) && next) {
    entries.push(action('next', words.palette.next(next.title), 'n', () => session.goOn()));
  }
  const [fix] = step.fixes;
  if (fix && !busy(step) && !holds(step)) {
    entries.push(
      action('run', words.palette.run(step.fixes.length === 1 ? fix.title : step.title), 'r', acts.run),
    );
  }
  entries.push(action('check', words.palette.check, 'c', acts.check));
  if (mayMute(step) && !holds(step))
    entries.push(action('mute', words.palette.mute(step.title), '', acts.mute));
  return entries;
}

/** What asks for help: at the step that is shown, or else at the one that is next. */
function stuck(session: Session, state: State, acts: Acts): Entry[] {
  const { view } = session;
  const at = [view?.kind === 'step' ? view.step : undefined, stepOf(state, state.current)].find(
    (step) => step && mayAsk(step),
  );
  if (!at) return [];
  return [
    action('stuck', words.step.stuck, at.title, () => {
      session.select(at.id);
      acts.stuck();
    }),
  ];
}

function go(session: Session, page: Aside) {
  if (page === 'services') session.showServices();
  else session.show(page);
}

function anywhere(session: Session, state: State, acts: Acts): Entry[] {
  const entries = [
    action(
      'check-all',
      words.palette.checkAll,
      '',
      () => void session.check('').catch(() => session.refresh()),
    ),
    ...pages.map((page) =>
      action(page, words.palette.show(page), keysOf(page)[0] ?? '', () => go(session, page)),
    ),
    action('note', words.palette.note, 'w', acts.note),
    action('report', words.palette.report, '', acts.report),
    action('open', words.palette.open, '', acts.open),
    action('shortcuts', words.palette.shortcuts, '?', acts.shortcuts),
  ];
  if (session.aside) entries.unshift(action('back', words.back, 'b', () => session.goBack()));
  if (state.approval.needed)
    entries.unshift(action('review', words.palette.review, '', () => session.review()));
  const { quit } = session.backend;
  if (quit) entries.push(action('quit', words.palette.quit, '', () => quit()));
  if (state.current === '') {
    entries.unshift(action('finish', words.palette.finish, '', () => session.goOn()));
  }
  return entries;
}

function steps(session: Session, state: State): Entry[] {
  return state.stages.flatMap((stage) =>
    stage.steps.map((step) => ({
      id: `step:${step.id}`,
      title: step.title,
      aside: stage.name,
      choose: () => session.select(step.id),
    })),
  );
}

function claims(session: Session, state: State): Entry[] {
  return state.health.map((claim) => ({
    id: `step:${claim.id}`,
    title: claim.title,
    aside: words.rail.health,
    choose: () => session.select(claim.id),
  }));
}

/** Each way to put something right, which is shown with its commands before it runs. */
function fixes(session: Session, state: State): Entry[] {
  return claimsOf(state).flatMap((step) =>
    busy(step)
      ? []
      : step.fixes.map((fix) => ({
          id: `fix:${step.id}:${fix.id}`,
          title: fix.title,
          aside: step.title,
          choose: () => session.selectFix(step.id, fix.id),
        })),
  );
}

function services(session: Session): Entry[] {
  return all(session.services).flatMap((service) => [
    {
      id: `service:${service.id}`,
      title: service.called,
      aside: words.rail.services,
      choose: () => session.showServices(service.id),
    },
    ...service.acts.map((act) => ({
      id: `act:${service.id}:${act.id}`,
      title: words.palette.act(act.title),
      aside: words.rail.services,
      choose: () => session.propose(service.id, act.id),
    })),
  ]);
}

function looks(session: Session): Entry[] {
  return (['light', 'dark', 'system'] satisfies Look[]).map((look) =>
    action(
      look,
      words.palette[look],
      '',
      () => void session.set('theme', look).catch(() => session.refresh()),
    ),
  );
}

/** Each setting, by the name that the page of settings gives its place. */
function settings(session: Session): Entry[] {
  const places = {
    theme: told.settings.theme,
    'services.at-quit': words.services.atQuit,
    notifications: told.settings.notifications,
    autostart: told.settings.autostart,
    shell: told.settings.shell,
    'package-manager': told.settings.manager,
    proxy: told.settings.proxy,
    'proxy.except': told.settings.except,
    sharing: told.sharing.title,
    data: told.settings.data,
    export: words.palette.exports,
    forget: told.forget.section,
  };
  return Object.entries(places).map(([name, title]) => ({
    id: `setting:${name}`,
    title: words.palette.setting(title),
    aside: '',
    also: words.palette.also[name],
    choose: () => session.showSetting(name),
  }));
}
