// Gives the page in a browser what Wails gives it in the window: window.go to
// call the program, and window.runtime to be told of events.
(() => {
  'use strict';

  // Wails rejects with an Error whose message is the error as JSON text, and so
  // does this, so that the page reads both alike.
  const offline = () =>
    new Error(
      JSON.stringify({
        code: 'offline',
        message: 'Firstlight does not answer; it may have been stopped',
        hint: 'Look at the terminal where firstlight serve runs, or start it again.',
      }),
    );

  async function call(method, args) {
    let response, text;
    try {
      response = await fetch('/call/' + encodeURIComponent(method), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(args),
        cache: 'no-store',
      });
      text = await response.text();
    } catch {
      throw offline();
    }
    if (!response.ok) throw new Error(text);
    return JSON.parse(text);
  }

  const methods = new Proxy(
    {},
    { get: (_, method) => (typeof method === 'string' ? (...args) => call(method, args) : undefined) },
  );

  const listeners = new Map();

  function on(name, callback, most) {
    const listener = { callback, left: most > 0 ? most : Infinity };
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(listener);
    return () => listeners.get(name)?.delete(listener);
  }

  function tell(name, data) {
    for (const listener of [...(listeners.get(name) ?? [])]) {
      listener.left -= 1;
      if (listener.left <= 0) listeners.get(name)?.delete(listener);
      try {
        listener.callback(...data);
      } catch (error) {
        console.error(error);
      }
    }
  }

  let online = true;

  function became(now) {
    if (now === online) return;
    online = now;
    window.dispatchEvent(new Event(online ? 'firstlight:online' : 'firstlight:offline'));
  }

  function listen(wait) {
    const stream = new EventSource('/events');
    stream.onopen = () => {
      wait = 1000;
      became(true);
      // What happened while nobody listened is not sent again, so the page asks.
      tell('changed', [{ seq: 0 }]);
    };
    stream.onmessage = (event) => {
      const { name, data } = JSON.parse(event.data);
      tell(name, [data]);
    };
    stream.onerror = () => {
      became(false);
      // The browser tries again by itself unless it was refused, as when the
      // program was started anew and no longer knows this page.
      if (stream.readyState === EventSource.CLOSED) {
        setTimeout(listen, wait, Math.min(wait * 2, 15000));
      }
    };
  }

  // The browser asks the person whether this page may tell her something.
  const allowed = () => 'Notification' in window && Notification.permission === 'granted';

  async function notify({ id, title, body, data }) {
    if (!allowed()) throw new Error('This browser was not allowed to show notifications');
    // Of several tabs with the same news one is enough.
    const shown = new Notification(title, { body, tag: id });
    shown.onclick = () => {
      window.focus();
      tell('sought', [data]);
      shown.close();
    };
  }

  window.go = { app: { App: methods } };
  window.runtime = {
    EventsOn: (name, callback) => on(name, callback, -1),
    EventsOnMultiple: on,
    EventsOnce: (name, callback) => on(name, callback, 1),
    EventsOff: (...names) => names.forEach((name) => listeners.delete(name)),
    EventsOffAll: () => listeners.clear(),
    EventsEmit: (name, ...data) => tell(name, data),
    BrowserOpenURL: (url) => void window.open(url, '_blank', 'noopener'),
    ClipboardGetText: () => navigator.clipboard.readText(),
    ClipboardSetText: (text) => navigator.clipboard.writeText(text).then(() => true),
    Environment: () => Promise.resolve({ buildType: 'production', platform: 'browser', arch: '' }),
    WindowReload: () => window.location.reload(),
    WindowSetTitle: (title) => void (document.title = title),
    InitializeNotifications: () => Promise.resolve(),
    IsNotificationAvailable: () => Promise.resolve('Notification' in window),
    CheckNotificationAuthorization: () => Promise.resolve(allowed()),
    RequestNotificationAuthorization: async () =>
      'Notification' in window && (await Notification.requestPermission()) === 'granted',
    SendNotification: notify,
    LogPrint: (text) => console.log(text),
    LogTrace: (text) => console.debug(text),
    LogDebug: (text) => console.debug(text),
    LogInfo: (text) => console.info(text),
    LogWarning: (text) => console.warn(text),
    LogError: (text) => console.error(text),
    LogFatal: (text) => console.error(text),
  };
  listen(1000);
})();
