import type { Mark } from '../steps';
import type { Service, ServiceGroup, Services } from '../wire';

/** How the state of a service is drawn. */
export function markOf(service: Pick<Service, 'mode'>): Mark {
  switch (service.mode) {
    case 'healthy':
    case 'running':
    case 'finished':
      return 'ok';
    case 'starting':
      return 'looking';
    case 'restarting':
    case 'ailing':
    case 'failed':
    case 'elsewhere':
      return 'failing';
    case 'stopped':
    case 'paused':
      return 'muted';
    default:
      return 'pending';
  }
}

/** Every service, in the order in which they are shown. */
export function all(services: Services | undefined): Service[] {
  return services?.groups.flatMap((group) => group.services) ?? [];
}

/** The services in a few words' worth: how many run, and how many need somebody. */
export function tally(services: Services | undefined): { up: number; bad: number; count: number } {
  const list = all(services);
  return {
    count: list.length,
    up: list.filter((service) => service.up || service.mode === 'finished').length,
    bad: list.filter((service) => markOf(service) === 'failing').length,
  };
}

/** The mark of all services together. */
export function markOfAll(services: Services | undefined): Mark {
  if (!services) return 'unseen';
  if (services.groups.some((group) => group.away !== '')) return 'unknown';
  const list = all(services);
  if (list.some((service) => markOf(service) === 'failing')) return 'failing';
  if (list.some((service) => markOf(service) === 'looking')) return 'looking';
  if (list.length > 0 && list.every((service) => markOf(service) === 'ok')) return 'ok';
  return 'pending';
}

/** The group that a service is in. */
export function groupOf(services: Services | undefined, id: string): ServiceGroup | undefined {
  return services?.groups.find((group) => group.services.some((service) => service.id === id));
}

/** The service that is shown: the chosen one, or else the first that needs somebody, or the first. */
export function shownOf(services: Services | undefined, chosen: string): Service | undefined {
  const list = all(services);
  return (
    list.find((service) => service.id === chosen) ??
    list.find((service) => markOf(service) === 'failing') ??
    list[0]
  );
}
