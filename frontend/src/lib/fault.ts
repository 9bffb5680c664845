import { words } from './words';

/** What went wrong, for a person: what happened and why, then what to do next. */
export interface Fault {
  code: string;
  message: string;
  hint: string;
}

/** Turns whatever a call was rejected with into a Fault. */
export function faultOf(reason: unknown): Fault {
  const { code, message, hint } = fields(reason);
  return { code: text(code) || 'internal', message: text(message) || words.fault.unnamed, hint: text(hint) };
}

/** The fields of a rejection: Wails hands them on as the JSON text of an Error's message. */
function fields(reason: unknown): Partial<Record<keyof Fault, unknown>> {
  if (typeof reason !== 'object' || reason === null) return { message: reason };
  if (!(reason instanceof Error)) return reason;
  try {
    const parsed: unknown = JSON.parse(reason.message);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // A message that is not JSON is a sentence already.
  }
  return { message: reason.message };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
