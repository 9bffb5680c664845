import { words } from './words';

/** What went wrong, for a person: what happened and why, then what to do next. */
export interface Fault {
  code: string;
  message: string;
  hint: string;
  /** The input of a fix that has no usable answer; empty for any other fault. */
  input: string;
  /** The places in a journey file that are not valid; none for any other fault. */
  problems: readonly Problem[];
}

/** One place in a journey file that is not valid. */
export interface Problem {
  file: string;
  /** Lines and columns count from 1. */
  line: number;
  column: number;
  problem: string;
  /** What would have been right; may be empty. */
  expected: string;
  /** The word that was probably meant; may be empty. */
  suggestion: string;
}

/** Turns whatever a call was rejected with into a Fault. */
export function faultOf(reason: unknown): Fault {
  const { code, message, hint, input, problems } = fields(reason);
  return {
    code: text(code) || 'internal',
    message: text(message) || words.fault.unnamed,
    hint: text(hint),
    input: text(input),
    problems: Array.isArray(problems) ? problems.map(problemOf) : [],
  };
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

function problemOf(given: Partial<Record<keyof Problem, unknown>>): Problem {
  return {
    file: text(given.file),
    line: Number(given.line),
    column: Number(given.column),
    problem: text(given.problem),
    expected: text(given.expected),
    suggestion: text(given.suggestion),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
