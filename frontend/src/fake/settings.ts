import type { Settings, Telemetry, TelemetryPreview } from '../lib/wire';
import { before, minute } from './make';
import { quitOptions } from './services';

/** The settings as they are before anything was chosen. */
export function makeSettings(): Settings {
  return {
    data: {
      folder: '~/.local/share/firstlight',
      workspace: '~/firstlight',
      variable: 'FIRSTLIGHT_HOME',
      moved: false,
      how: 'Write the line FIRSTLIGHT_HOME=/the/folder into ~/.config/environment.d/firstlight.conf, for what your desktop starts, and export FIRSTLIGHT_HOME=/the/folder into ~/.profile, for terminals and for desktops that do not read the first. It holds from when you sign in next.',
    },
    settings: [
      {
        name: 'theme',
        value: 'system',
        initial: 'system',
        about: 'How the window looks.',
        options: [{ value: 'system', title: 'as the system does' }, ...['light', 'dark'].map(titled)],
        now: '',
      },
      {
        name: 'services.at-quit',
        value: 'stay',
        initial: 'stay',
        about: 'What becomes of the services that Firstlight started when its window is closed.',
        options: quitOptions,
        now: '',
      },
      {
        name: 'notifications',
        about:
          'Whether the window says when a step that took long has ended, or a question waits, while you look elsewhere.',
        value: 'on',
        initial: 'on',
        options: ['on', 'off'].map(titled),
        now: '',
      },
      {
        name: 'autostart',
        about:
          'Whether the window opens when you sign in to this machine. The system keeps this, and not Firstlight.',
        value: 'off',
        initial: 'off',
        options: ['on', 'off'].map(titled),
        now: '',
      },
      {
        name: 'package-manager',
        value: 'system',
        initial: 'system',
        about: 'Whose way to install something is proposed first.',
        options: [{ value: 'system', title: 'as the journey says' }, ...['mise', 'apt'].map(titled)],
        now: '',
      },
      {
        name: 'proxy',
        about: 'The proxy of what Firstlight fetches and of the programs that it starts.',
        value: '',
        initial: '',
        options: [],
        now: 'http://…@proxy.acme.example:3128',
      },
      {
        name: 'proxy.except',
        about: 'Hosts that are reached without that proxy, with commas between them.',
        value: '',
        initial: '',
        options: [],
        now: '.acme.example',
      },
      {
        name: 'shell',
        value: 'system',
        initial: 'system',
        about: 'The shell in whose environment the window starts programs; a terminal has its own.',
        options: [
          { value: 'system', title: 'as the system says' },
          ...['/bin/bash', '/usr/bin/fish', '/bin/zsh'].map(titled),
        ],
        now: '/bin/zsh',
      },
    ],
  };
}

function titled(value: string) {
  return { value, title: value };
}

/** The settings with another value for one of them. */
export function choosing(settings: Settings, name: string, value: string): Settings {
  return {
    ...settings,
    settings: settings.settings.map((each) => (each.name === name ? { ...each, value } : each)),
  };
}

const where = 'https://otel.acme.example';

/** What may be sent, to a place that the journey names. */
export function makeTelemetry(part: Partial<Telemetry> = {}): Telemetry {
  return {
    consent: 'unasked',
    problem: '',
    disabled: false,
    destinations: [
      { signal: 'traces', url: `${where}/v1/traces`, from: 'journey', headers: [], open: false },
      { signal: 'metrics', url: `${where}/v1/metrics`, from: 'journey', headers: [], open: false },
    ],
    service: 'firstlight',
    attributes: [{ name: 'team', value: 'payments' }],
    allowed: [],
    allowances: [
      {
        name: 'titles',
        title: 'the names of the journey, its stages and its fixes, and the titles and IDs of its steps',
      },
      {
        name: 'said',
        title:
          'the last line that a failed fix or check printed, with names, machines and addresses taken out',
      },
      { name: 'notes', title: 'what you said of steps, and your thanks' },
    ],
    answered_at: '',
    waiting: [],
    sent: 0,
    sent_at: '',
    rejected: 0,
    dropped: 0,
    said: '',
    steps: [
      { name: 'tool-5a2c91', id: 'tool-git', title: 'git is installed' },
      { name: 'clone-99f0b3', id: 'clone-harbour', title: 'harbour is cloned' },
    ],
    ...part,
  };
}

/** What may be sent after a yes, of which some was and some waits. */
export function sharedTelemetry(): Telemetry {
  return makeTelemetry({
    consent: 'yes',
    answered_at: before(600 * minute),
    allowed: ['titles'],
    sent: 214,
    sent_at: before(3 * minute),
    said: 'the collector is busy',
    waiting: [
      {
        signal: 'traces',
        items: 4,
        bytes: 1840,
        queued_at: before(2 * minute),
        due_at: before(-minute),
        attempts: 2,
        refused: false,
        said: 'the collector is busy',
      },
    ],
    destinations: [
      {
        signal: 'traces',
        url: 'http://otel.acme.example:4318/v1/traces',
        from: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        headers: ['authorization'],
        open: true,
      },
    ],
  });
}

/** What a yes would send. */
export function makePreview(allowed: readonly string[]): TelemetryPreview {
  const titled = allowed.includes('titles');
  const text = JSON.stringify(
    {
      resourceSpans: [
        {
          resource: {
            attributes: [{ key: 'service.name', value: { stringValue: 'firstlight' } }],
          },
          scopeSpans: [
            {
              spans: [
                { name: titled ? 'git is installed' : 'tool-5a2c91', attributes: allowed },
                { name: titled ? 'harbour is cloned' : 'clone-99f0b3', attributes: allowed },
              ],
            },
          ],
        },
      ],
    },
    null,
    2,
  );
  return {
    token: `token of ${allowed.join(' ')}`,
    requests: [
      { signal: 'traces', url: `${where}/v1/traces`, items: 2, bytes: 912, sha256: '', queued: false, text },
      {
        signal: 'metrics',
        url: `${where}/v1/metrics`,
        items: 9,
        bytes: 1403,
        sha256: '',
        queued: false,
        text: '{\n  "resourceMetrics": []\n}',
      },
    ],
  };
}
