import type { app, check, journey } from '../../wailsjs/go/models';

/**
 * The plain form of a generated class, as it comes over the wire: data without
 * methods, and enums as the texts that they are.
 */
type Plain<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer Item)[]
      ? Plain<Item>[]
      : { [Key in keyof T as Key extends 'convertValues' ? never : Key]: Plain<T[Key]> };

export type Letter = Plain<app.Letter>;
export type Opened = Plain<app.Opened>;
export type Sent = Plain<app.Sent>;
export type Pulse = Plain<app.Pulse>;
export type State = Plain<app.State>;
export type Stage = Plain<app.Stage>;
export type Step = Plain<app.Step>;
export type Need = Plain<app.Need>;
export type Fix = Plain<app.Fix>;
export type Run = Plain<app.Run>;
export type Question = Plain<app.Question>;
export type Spent = Plain<app.Spent>;
export type Clock = Plain<app.Clock>;
export type Milestone = Plain<app.Milestone>;
export type Approval = Plain<app.Approval>;
export type Output = Plain<app.Output>;
export type Progress = Plain<check.Progress>;
export type Evidence = Plain<check.Evidence>;
export type Input = Plain<check.Input>;
export type Change = Plain<journey.Change>;
export type Mute = Plain<app.Mute>;
export type Drift = Plain<app.Drift>;
export type Known = Plain<check.KnownFailure>;
export type Report = Plain<app.Report>;
export type Settings = Plain<app.Settings>;
export type Setting = Plain<app.Setting>;
export type Telemetry = Plain<app.Telemetry>;
export type TelemetryPreview = Plain<app.TelemetryPreview>;
export type TelemetrySent = Plain<app.TelemetrySent>;
export type Wiping = Plain<app.Wiping>;
export type Wiped = Plain<app.Wiped>;
export type Services = Plain<app.Services>;
export type ServiceGroup = Plain<app.ServiceGroup>;
export type Service = Plain<app.Service>;
export type Port = Plain<app.Port>;
export type Usage = Plain<app.Usage>;
export type LogLine = Plain<app.LogLine>;
export type LogPart = Plain<app.LogPart>;
export type Choice = Plain<app.Choice>;
export type Offer = Plain<app.Offer>;
export type Friction = Plain<app.Friction>;
export type StepFriction = Plain<app.StepFriction>;
export type StepChange = Plain<app.StepChange>;
export type ErrorFriction = Plain<app.ErrorFriction>;
export type Spread = Plain<app.Spread>;
export type Assumed = Plain<app.Assumed>;
export type Impact = Plain<app.Impact>;
export type WrongAssumption = Plain<app.WrongAssumption>;
export type MilestoneImpact = Plain<app.MilestoneImpact>;
export type Timeline = Plain<app.Timeline>;
export type TimelineStage = Plain<app.TimelineStage>;
export type TimelineStep = Plain<app.TimelineStep>;
export type TimelineInterval = Plain<app.TimelineInterval>;
export type TimelineMilestone = Plain<app.TimelineMilestone>;
export type Taken = Plain<app.Taken>;
export type Notes = Plain<app.Notes>;
export type Note = Plain<app.Note>;

/** What a person who looks elsewhere is told. */
export interface Word {
  /** The step that it is about; may be empty. */
  step: string;
  title: string;
  text: string;
}

/** A person's answers to the inputs of a fix, by name. */
export type Answers = Record<string, string>;

/** The events that Firstlight sends, by name. */
export interface Events {
  /** There is a newer state to ask for. */
  changed: { seq: number };
  /** A run has printed more. */
  output: Output;
  /** A run has come further. */
  progress: { run: string; step: string; progress: Progress };
  /** The services fare otherwise, or are done something with. */
  services: object;
  /** A log that is looked at has grown. */
  log: { id: string; first: number; next: number };
  /** Work that took long has ended, or asks something. */
  word: Word;
  /** The person chose the notification of a step. */
  sought: { step: string };
  /** Firstlight is about to close, once the services have stopped. */
  leaving: { services: boolean };
}
