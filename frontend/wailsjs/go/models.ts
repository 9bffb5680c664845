export namespace app {
	
	export class Allowance {
	    name: string;
	    title: string;
	
	    static createFrom(source: any = {}) {
	        return new Allowance(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	    }
	}
	export class Approval {
	    needed: boolean;
	    first: boolean;
	    hash: string;
	    changes: journey.Change[];
	
	    static createFrom(source: any = {}) {
	        return new Approval(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.needed = source["needed"];
	        this.first = source["first"];
	        this.hash = source["hash"];
	        this.changes = this.convertValues(source["changes"], journey.Change);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class BaselineTold {
	    name: string;
	    title: string;
	    days?: number;
	
	    static createFrom(source: any = {}) {
	        return new BaselineTold(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.days = source["days"];
	    }
	}
	export class Assumed {
	    baseline: BaselineTold[];
	    until: string;
	    hours_per_week: number;
	    hourly: number;
	    currency: string;
	
	    static createFrom(source: any = {}) {
	        return new Assumed(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.baseline = this.convertValues(source["baseline"], BaselineTold);
	        this.until = source["until"];
	        this.hours_per_week = source["hours_per_week"];
	        this.hourly = source["hourly"];
	        this.currency = source["currency"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Choice {
	    journey: string;
	    version: string;
	    track: string;
	    month: string;
	    against: string;
	
	    static createFrom(source: any = {}) {
	        return new Choice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.journey = source["journey"];
	        this.version = source["version"];
	        this.track = source["track"];
	        this.month = source["month"];
	        this.against = source["against"];
	    }
	}
	export class NextMilestone {
	    name: string;
	    title: string;
	    left: number;
	    stage: string;
	
	    static createFrom(source: any = {}) {
	        return new NextMilestone(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.left = source["left"];
	        this.stage = source["stage"];
	    }
	}
	export class Spent {
	    hands_on_ms: number;
	    machine_ms: number;
	    waiting_ms: number;
	    away_ms: number;
	
	    static createFrom(source: any = {}) {
	        return new Spent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.hands_on_ms = source["hands_on_ms"];
	        this.machine_ms = source["machine_ms"];
	        this.waiting_ms = source["waiting_ms"];
	        this.away_ms = source["away_ms"];
	    }
	}
	export class Clock {
	    now: string;
	    elapsed_ms: number;
	    spent: Spent;
	    mode: string;
	    next?: NextMilestone;
	
	    static createFrom(source: any = {}) {
	        return new Clock(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.now = source["now"];
	        this.elapsed_ms = source["elapsed_ms"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.mode = source["mode"];
	        this.next = this.convertValues(source["next"], NextMilestone);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ClockSetting {
	    at_ms: number;
	    by_ms: number;
	
	    static createFrom(source: any = {}) {
	        return new ClockSetting(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.at_ms = source["at_ms"];
	        this.by_ms = source["by_ms"];
	    }
	}
	export class DataFolder {
	    folder: string;
	    workspace: string;
	    variable: string;
	    moved: boolean;
	    how: string;
	
	    static createFrom(source: any = {}) {
	        return new DataFolder(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.folder = source["folder"];
	        this.workspace = source["workspace"];
	        this.variable = source["variable"];
	        this.moved = source["moved"];
	        this.how = source["how"];
	    }
	}
	export class Dates {
	    start_date: string;
	    tenth_merge: string;
	
	    static createFrom(source: any = {}) {
	        return new Dates(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.start_date = source["start_date"];
	        this.tenth_merge = source["tenth_merge"];
	    }
	}
	export class Destination {
	    signal: string;
	    url: string;
	    from: string;
	    headers: string[];
	    open: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Destination(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.signal = source["signal"];
	        this.url = source["url"];
	        this.from = source["from"];
	        this.headers = source["headers"];
	        this.open = source["open"];
	    }
	}
	export class Drift {
	    held_until: string;
	    changes: check.Change[];
	
	    static createFrom(source: any = {}) {
	        return new Drift(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.held_until = source["held_until"];
	        this.changes = this.convertValues(source["changes"], check.Change);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ErrorFriction {
	    step: string;
	    title: string;
	    said: string;
	    times: number;
	    people: number;
	
	    static createFrom(source: any = {}) {
	        return new ErrorFriction(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.step = source["step"];
	        this.title = source["title"];
	        this.said = source["said"];
	        this.times = source["times"];
	        this.people = source["people"];
	    }
	}
	export class Usual {
	    took_ms: number;
	    runs: number;
	    own?: number;
	
	    static createFrom(source: any = {}) {
	        return new Usual(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.took_ms = source["took_ms"];
	        this.runs = source["runs"];
	        this.own = source["own"];
	    }
	}
	export class Fix {
	    id: string;
	    title: string;
	    effect: string;
	    commands: string[];
	    dir: string;
	    privilege: string;
	    undo: string;
	    recommended: string;
	    inputs: check.Input[];
	    destroys: string[];
	    usual?: Usual;
	
	    static createFrom(source: any = {}) {
	        return new Fix(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.effect = source["effect"];
	        this.commands = source["commands"];
	        this.dir = source["dir"];
	        this.privilege = source["privilege"];
	        this.undo = source["undo"];
	        this.recommended = source["recommended"];
	        this.inputs = this.convertValues(source["inputs"], check.Input);
	        this.destroys = source["destroys"];
	        this.usual = this.convertValues(source["usual"], Usual);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class StepChange {
	    id: string;
	    title: string;
	    before: Spread;
	    after: Spread;
	    difference_ms: number;
	    low_ms: number;
	    high_ms: number;
	    verdict: string;
	
	    static createFrom(source: any = {}) {
	        return new StepChange(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.before = this.convertValues(source["before"], Spread);
	        this.after = this.convertValues(source["after"], Spread);
	        this.difference_ms = source["difference_ms"];
	        this.low_ms = source["low_ms"];
	        this.high_ms = source["high_ms"];
	        this.verdict = source["verdict"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class PulseFriction {
	    milestone: string;
	    title: string;
	    people: number;
	    scores: number[];
	    mean: number;
	    too_few: boolean;
	    better: Said[];
	
	    static createFrom(source: any = {}) {
	        return new PulseFriction(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.milestone = source["milestone"];
	        this.title = source["title"];
	        this.people = source["people"];
	        this.scores = source["scores"];
	        this.mean = source["mean"];
	        this.too_few = source["too_few"];
	        this.better = this.convertValues(source["better"], Said);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Said {
	    step: string;
	    title: string;
	    at: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new Said(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.step = source["step"];
	        this.title = source["title"];
	        this.at = source["at"];
	        this.text = source["text"];
	    }
	}
	export class Spread {
	    people: number;
	    sum_ms: number;
	    median_ms: number;
	    p90_ms: number;
	    too_few: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Spread(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = source["people"];
	        this.sum_ms = source["sum_ms"];
	        this.median_ms = source["median_ms"];
	        this.p90_ms = source["p90_ms"];
	        this.too_few = source["too_few"];
	    }
	}
	export class StepFriction {
	    id: string;
	    stage: string;
	    title: string;
	    kind: string;
	    lost: Spread;
	    hands_on_ms: number;
	    machine_ms: number;
	    waiting_ms: number;
	    attempts: number;
	    failures: number;
	    retried: number;
	    stopped: number;
	    notes: number;
	    asked?: number;
	
	    static createFrom(source: any = {}) {
	        return new StepFriction(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.stage = source["stage"];
	        this.title = source["title"];
	        this.kind = source["kind"];
	        this.lost = this.convertValues(source["lost"], Spread);
	        this.hands_on_ms = source["hands_on_ms"];
	        this.machine_ms = source["machine_ms"];
	        this.waiting_ms = source["waiting_ms"];
	        this.attempts = source["attempts"];
	        this.failures = source["failures"];
	        this.retried = source["retried"];
	        this.stopped = source["stopped"];
	        this.notes = source["notes"];
	        this.asked = source["asked"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Friction {
	    people: number;
	    finished: number;
	    stopped: number;
	    stopped_after_days: number;
	    steps: StepFriction[];
	    errors: ErrorFriction[];
	    explained: number;
	    notes: Said[];
	    thanks: Said[];
	    pulses?: PulseFriction[];
	    changes: StepChange[];
	
	    static createFrom(source: any = {}) {
	        return new Friction(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = source["people"];
	        this.finished = source["finished"];
	        this.stopped = source["stopped"];
	        this.stopped_after_days = source["stopped_after_days"];
	        this.steps = this.convertValues(source["steps"], StepFriction);
	        this.errors = this.convertValues(source["errors"], ErrorFriction);
	        this.explained = source["explained"];
	        this.notes = this.convertValues(source["notes"], Said);
	        this.thanks = this.convertValues(source["thanks"], Said);
	        this.pulses = this.convertValues(source["pulses"], PulseFriction);
	        this.changes = this.convertValues(source["changes"], StepChange);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class WrongAssumption {
	    name: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new WrongAssumption(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.text = source["text"];
	    }
	}
	export class MilestoneImpact {
	    name: string;
	    title: string;
	    elapsed: Spread;
	    worked: Spread;
	    baseline_ms: number;
	    difference_ms: number;
	    low_ms: number;
	    high_ms: number;
	    verdict: string;
	
	    static createFrom(source: any = {}) {
	        return new MilestoneImpact(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.elapsed = this.convertValues(source["elapsed"], Spread);
	        this.worked = this.convertValues(source["worked"], Spread);
	        this.baseline_ms = source["baseline_ms"];
	        this.difference_ms = source["difference_ms"];
	        this.low_ms = source["low_ms"];
	        this.high_ms = source["high_ms"];
	        this.verdict = source["verdict"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Impact {
	    people: number;
	    finished: number;
	    baseline: string;
	    earlier_people: number;
	    until: string;
	    hours_per_week: number;
	    hourly: number;
	    currency: string;
	    milestones: MilestoneImpact[];
	    errors_each: number;
	    errors_each_before: number;
	    baselines_differ: boolean;
	    counted: number;
	    freed_too_few: boolean;
	    freed_ms: number;
	    cost: number;
	    thanks: number;
	    thankful_people: number;
	    first_day?: Spread;
	    tenth_merge?: Spread;
	    wrong?: WrongAssumption[];
	
	    static createFrom(source: any = {}) {
	        return new Impact(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = source["people"];
	        this.finished = source["finished"];
	        this.baseline = source["baseline"];
	        this.earlier_people = source["earlier_people"];
	        this.until = source["until"];
	        this.hours_per_week = source["hours_per_week"];
	        this.hourly = source["hourly"];
	        this.currency = source["currency"];
	        this.milestones = this.convertValues(source["milestones"], MilestoneImpact);
	        this.errors_each = source["errors_each"];
	        this.errors_each_before = source["errors_each_before"];
	        this.baselines_differ = source["baselines_differ"];
	        this.counted = source["counted"];
	        this.freed_too_few = source["freed_too_few"];
	        this.freed_ms = source["freed_ms"];
	        this.cost = source["cost"];
	        this.thanks = source["thanks"];
	        this.thankful_people = source["thankful_people"];
	        this.first_day = this.convertValues(source["first_day"], Spread);
	        this.tenth_merge = this.convertValues(source["tenth_merge"], Spread);
	        this.wrong = this.convertValues(source["wrong"], WrongAssumption);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Journey {
	    name: string;
	    description: string;
	    source: string;
	    hash: string;
	    track: string;
	    tracks: string[];
	    drafted?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Journey(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.description = source["description"];
	        this.source = source["source"];
	        this.hash = source["hash"];
	        this.track = source["track"];
	        this.tracks = source["tracks"];
	        this.drafted = source["drafted"];
	    }
	}
	export class Reach {
	    by: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new Reach(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.by = source["by"];
	        this.to = source["to"];
	    }
	}
	export class Letter {
	    title: string;
	    text: string;
	    hash: string;
	    to: string;
	    ways: Reach[];
	
	    static createFrom(source: any = {}) {
	        return new Letter(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.text = source["text"];
	        this.hash = source["hash"];
	        this.to = source["to"];
	        this.ways = this.convertValues(source["ways"], Reach);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class LogLine {
	    text: string;
	    at: string;
	    wrong: boolean;
	    mark: boolean;
	
	    static createFrom(source: any = {}) {
	        return new LogLine(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.at = source["at"];
	        this.wrong = source["wrong"];
	        this.mark = source["mark"];
	    }
	}
	export class LogPart {
	    from: number;
	    lines: LogLine[];
	    first: number;
	    next: number;
	    waits: boolean;
	    settled: boolean;
	
	    static createFrom(source: any = {}) {
	        return new LogPart(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.from = source["from"];
	        this.lines = this.convertValues(source["lines"], LogLine);
	        this.first = source["first"];
	        this.next = source["next"];
	        this.waits = source["waits"];
	        this.settled = source["settled"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class LongStep {
	    id: string;
	    title: string;
	    took_ms: number;
	    why: string[];
	
	    static createFrom(source: any = {}) {
	        return new LongStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.took_ms = source["took_ms"];
	        this.why = source["why"];
	    }
	}
	export class Milestone {
	    name: string;
	    title: string;
	    at: string;
	    elapsed_ms: number;
	    spent: Spent;
	    earlier?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Milestone(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.at = source["at"];
	        this.elapsed_ms = source["elapsed_ms"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.earlier = source["earlier"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Mute {
	    reason: string;
	    since: string;
	    until: string;
	
	    static createFrom(source: any = {}) {
	        return new Mute(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.reason = source["reason"];
	        this.since = source["since"];
	        this.until = source["until"];
	    }
	}
	export class Need {
	    id: string;
	    title: string;
	    status: string;
	
	    static createFrom(source: any = {}) {
	        return new Need(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.status = source["status"];
	    }
	}
	
	export class Note {
	    seq?: number;
	    step: string;
	    title: string;
	    at: string;
	    text: string;
	    thanks: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Note(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.seq = source["seq"];
	        this.step = source["step"];
	        this.title = source["title"];
	        this.at = source["at"];
	        this.text = source["text"];
	        this.thanks = source["thanks"];
	    }
	}
	export class Notes {
	    own: Note[];
	    team: Note[];
	
	    static createFrom(source: any = {}) {
	        return new Notes(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.own = this.convertValues(source["own"], Note);
	        this.team = this.convertValues(source["team"], Note);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OfferVersion {
	    hash: string;
	    since: string;
	    people: number;
	
	    static createFrom(source: any = {}) {
	        return new OfferVersion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.hash = source["hash"];
	        this.since = source["since"];
	        this.people = source["people"];
	    }
	}
	export class Offer {
	    journey: string;
	    people: number;
	    versions: OfferVersion[];
	    tracks: string[];
	    months: string[];
	    before: string;
	    after: string;
	
	    static createFrom(source: any = {}) {
	        return new Offer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.journey = source["journey"];
	        this.people = source["people"];
	        this.versions = this.convertValues(source["versions"], OfferVersion);
	        this.tracks = source["tracks"];
	        this.months = source["months"];
	        this.before = source["before"];
	        this.after = source["after"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Onboarding {
	    id: string;
	    started_at: string;
	    finished_at: string;
	
	    static createFrom(source: any = {}) {
	        return new Onboarding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.started_at = source["started_at"];
	        this.finished_at = source["finished_at"];
	    }
	}
	export class Opened {
	    name: string;
	    source: string;
	    track: string;
	    at: string;
	
	    static createFrom(source: any = {}) {
	        return new Opened(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.source = source["source"];
	        this.track = source["track"];
	        this.at = source["at"];
	    }
	}
	export class Option {
	    value: string;
	    title: string;
	
	    static createFrom(source: any = {}) {
	        return new Option(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.value = source["value"];
	        this.title = source["title"];
	    }
	}
	export class Output {
	    run: string;
	    from: number;
	    lines: string[];
	    next: number;
	
	    static createFrom(source: any = {}) {
	        return new Output(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.run = source["run"];
	        this.from = source["from"];
	        this.lines = source["lines"];
	        this.next = source["next"];
	    }
	}
	export class Port {
	    where: string;
	    private: string;
	    address: string;
	
	    static createFrom(source: any = {}) {
	        return new Port(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.where = source["where"];
	        this.private = source["private"];
	        this.address = source["address"];
	    }
	}
	export class Pulse {
	    milestone: string;
	    title: string;
	
	    static createFrom(source: any = {}) {
	        return new Pulse(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.milestone = source["milestone"];
	        this.title = source["title"];
	    }
	}
	
	export class Question {
	    id: string;
	    kind: string;
	    title: string;
	    text: string;
	    facts: check.Evidence[];
	    label: string;
	    accept: string;
	    code: string;
	    link: string;
	
	    static createFrom(source: any = {}) {
	        return new Question(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.kind = source["kind"];
	        this.title = source["title"];
	        this.text = source["text"];
	        this.facts = this.convertValues(source["facts"], check.Evidence);
	        this.label = source["label"];
	        this.accept = source["accept"];
	        this.code = source["code"];
	        this.link = source["link"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Refusal {
	    reason: string;
	    commands: string[];
	
	    static createFrom(source: any = {}) {
	        return new Refusal(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.reason = source["reason"];
	        this.commands = source["commands"];
	    }
	}
	export class Report {
	    files: share.File[];
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new Report(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.files = this.convertValues(source["files"], share.File);
	        this.text = source["text"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Run {
	    id: string;
	    use: string;
	    fix: string;
	    title: string;
	    began_at: string;
	    ended_at?: string;
	    outcome: string;
	    reason: string;
	    known?: check.KnownFailure;
	    mine: boolean;
	    progress?: check.Progress;
	    question?: Question;
	    usual?: Usual;
	
	    static createFrom(source: any = {}) {
	        return new Run(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.use = source["use"];
	        this.fix = source["fix"];
	        this.title = source["title"];
	        this.began_at = source["began_at"];
	        this.ended_at = source["ended_at"];
	        this.outcome = source["outcome"];
	        this.reason = source["reason"];
	        this.known = this.convertValues(source["known"], check.KnownFailure);
	        this.mine = source["mine"];
	        this.progress = this.convertValues(source["progress"], check.Progress);
	        this.question = this.convertValues(source["question"], Question);
	        this.usual = this.convertValues(source["usual"], Usual);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Sent {
	    by: string;
	    page: string;
	    link: string;
	
	    static createFrom(source: any = {}) {
	        return new Sent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.by = source["by"];
	        this.page = source["page"];
	        this.link = source["link"];
	    }
	}
	export class Service {
	    id: string;
	    step: string;
	    name: string;
	    number: number;
	    called: string;
	    container: string;
	    mode: string;
	    up: boolean;
	    image: string;
	    began_at: string;
	    ended_at: string;
	    restarts: number;
	    exit: number;
	    out_of_memory: boolean;
	    ours: boolean;
	    ports: Port[];
	    reason: string;
	    last: string;
	    known?: check.KnownFailure;
	    memory_limit: number;
	    cpu_limit: number;
	    acts: Fix[];
	    refusal?: Refusal;
	    run?: Run;
	
	    static createFrom(source: any = {}) {
	        return new Service(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.step = source["step"];
	        this.name = source["name"];
	        this.number = source["number"];
	        this.called = source["called"];
	        this.container = source["container"];
	        this.mode = source["mode"];
	        this.up = source["up"];
	        this.image = source["image"];
	        this.began_at = source["began_at"];
	        this.ended_at = source["ended_at"];
	        this.restarts = source["restarts"];
	        this.exit = source["exit"];
	        this.out_of_memory = source["out_of_memory"];
	        this.ours = source["ours"];
	        this.ports = this.convertValues(source["ports"], Port);
	        this.reason = source["reason"];
	        this.last = source["last"];
	        this.known = this.convertValues(source["known"], check.KnownFailure);
	        this.memory_limit = source["memory_limit"];
	        this.cpu_limit = source["cpu_limit"];
	        this.acts = this.convertValues(source["acts"], Fix);
	        this.refusal = this.convertValues(source["refusal"], Refusal);
	        this.run = this.convertValues(source["run"], Run);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ServiceGroup {
	    step: string;
	    title: string;
	    seen_at: string;
	    away: string;
	    problem: string;
	    services: Service[];
	
	    static createFrom(source: any = {}) {
	        return new ServiceGroup(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.step = source["step"];
	        this.title = source["title"];
	        this.seen_at = source["seen_at"];
	        this.away = source["away"];
	        this.problem = source["problem"];
	        this.services = this.convertValues(source["services"], Service);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Services {
	    groups: ServiceGroup[];
	    at_quit: string;
	    at_quit_options: Option[];
	
	    static createFrom(source: any = {}) {
	        return new Services(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.groups = this.convertValues(source["groups"], ServiceGroup);
	        this.at_quit = source["at_quit"];
	        this.at_quit_options = this.convertValues(source["at_quit_options"], Option);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Setting {
	    name: string;
	    value: string;
	    initial: string;
	    options: Option[];
	    now: string;
	    about: string;
	
	    static createFrom(source: any = {}) {
	        return new Setting(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	        this.initial = source["initial"];
	        this.options = this.convertValues(source["options"], Option);
	        this.now = source["now"];
	        this.about = source["about"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Settings {
	    data: DataFolder;
	    settings: Setting[];
	
	    static createFrom(source: any = {}) {
	        return new Settings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.data = this.convertValues(source["data"], DataFolder);
	        this.settings = this.convertValues(source["settings"], Setting);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class Step {
	    id: string;
	    stage: string;
	    kind: string;
	    title: string;
	    why: string;
	    how: string;
	    status: string;
	    pending: boolean;
	    waiting: boolean;
	    attested: boolean;
	    code: string;
	    summary: string;
	    evidence: check.Evidence[];
	    detail: string;
	    known?: check.KnownFailure;
	    since: string;
	    seen_at: string;
	    held_at: string;
	    observing: boolean;
	    took_ms: number;
	    skipped: boolean;
	    mute?: Mute;
	    drift?: Drift;
	    needs: Need[];
	    fixes: Fix[];
	    attempts: number;
	    failures: number;
	    spent: Spent;
	    run?: Run;
	    last_fix?: Run;
	    note: string;
	    stuck_at?: string;
	    milestone: string;
	    by_hand: boolean;
	    waits_approval: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Step(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.stage = source["stage"];
	        this.kind = source["kind"];
	        this.title = source["title"];
	        this.why = source["why"];
	        this.how = source["how"];
	        this.status = source["status"];
	        this.pending = source["pending"];
	        this.waiting = source["waiting"];
	        this.attested = source["attested"];
	        this.code = source["code"];
	        this.summary = source["summary"];
	        this.evidence = this.convertValues(source["evidence"], check.Evidence);
	        this.detail = source["detail"];
	        this.known = this.convertValues(source["known"], check.KnownFailure);
	        this.since = source["since"];
	        this.seen_at = source["seen_at"];
	        this.held_at = source["held_at"];
	        this.observing = source["observing"];
	        this.took_ms = source["took_ms"];
	        this.skipped = source["skipped"];
	        this.mute = this.convertValues(source["mute"], Mute);
	        this.drift = this.convertValues(source["drift"], Drift);
	        this.needs = this.convertValues(source["needs"], Need);
	        this.fixes = this.convertValues(source["fixes"], Fix);
	        this.attempts = source["attempts"];
	        this.failures = source["failures"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.run = this.convertValues(source["run"], Run);
	        this.last_fix = this.convertValues(source["last_fix"], Run);
	        this.note = source["note"];
	        this.stuck_at = source["stuck_at"];
	        this.milestone = source["milestone"];
	        this.by_hand = source["by_hand"];
	        this.waits_approval = source["waits_approval"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Stage {
	    name: string;
	    held: number;
	    steps: Step[];
	
	    static createFrom(source: any = {}) {
	        return new Stage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.held = source["held"];
	        this.steps = this.convertValues(source["steps"], Step);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Waits {
	    approval: number;
	    steps: number;
	    titles: string[];
	
	    static createFrom(source: any = {}) {
	        return new Waits(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.approval = source["approval"];
	        this.steps = source["steps"];
	        this.titles = source["titles"];
	    }
	}
	export class State {
	    choosing: boolean;
	    seq: number;
	    journey: Journey;
	    onboarding: Onboarding;
	    stages: Stage[];
	    health: Step[];
	    milestones: Milestone[];
	    clock: Clock;
	    approval: Approval;
	    current: string;
	    urgent: string[];
	    waits: Waits;
	    workspace: string;
	    theme: string;
	    chooses: boolean;
	    notices: string[];
	
	    static createFrom(source: any = {}) {
	        return new State(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.choosing = source["choosing"];
	        this.seq = source["seq"];
	        this.journey = this.convertValues(source["journey"], Journey);
	        this.onboarding = this.convertValues(source["onboarding"], Onboarding);
	        this.stages = this.convertValues(source["stages"], Stage);
	        this.health = this.convertValues(source["health"], Step);
	        this.milestones = this.convertValues(source["milestones"], Milestone);
	        this.clock = this.convertValues(source["clock"], Clock);
	        this.approval = this.convertValues(source["approval"], Approval);
	        this.current = source["current"];
	        this.urgent = source["urgent"];
	        this.waits = this.convertValues(source["waits"], Waits);
	        this.workspace = source["workspace"];
	        this.theme = source["theme"];
	        this.chooses = source["chooses"];
	        this.notices = source["notices"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	export class Taken {
	    added: number;
	    grown: number;
	    doubled: number;
	
	    static createFrom(source: any = {}) {
	        return new Taken(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.added = source["added"];
	        this.grown = source["grown"];
	        this.doubled = source["doubled"];
	    }
	}
	export class Waiting {
	    signal: string;
	    items: number;
	    bytes: number;
	    queued_at: string;
	    due_at: string;
	    attempts: number;
	    refused: boolean;
	    said: string;
	
	    static createFrom(source: any = {}) {
	        return new Waiting(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.signal = source["signal"];
	        this.items = source["items"];
	        this.bytes = source["bytes"];
	        this.queued_at = source["queued_at"];
	        this.due_at = source["due_at"];
	        this.attempts = source["attempts"];
	        this.refused = source["refused"];
	        this.said = source["said"];
	    }
	}
	export class Telemetry {
	    consent: string;
	    problem: string;
	    disabled: boolean;
	    destinations: Destination[];
	    service: string;
	    attributes: otlp.Attribute[];
	    allowed: string[];
	    allowances: Allowance[];
	    answered_at: string;
	    waiting: Waiting[];
	    sent: number;
	    sent_at: string;
	    rejected: number;
	    dropped: number;
	    said: string;
	    steps: otlp.Step[];
	
	    static createFrom(source: any = {}) {
	        return new Telemetry(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.consent = source["consent"];
	        this.problem = source["problem"];
	        this.disabled = source["disabled"];
	        this.destinations = this.convertValues(source["destinations"], Destination);
	        this.service = source["service"];
	        this.attributes = this.convertValues(source["attributes"], otlp.Attribute);
	        this.allowed = source["allowed"];
	        this.allowances = this.convertValues(source["allowances"], Allowance);
	        this.answered_at = source["answered_at"];
	        this.waiting = this.convertValues(source["waiting"], Waiting);
	        this.sent = source["sent"];
	        this.sent_at = source["sent_at"];
	        this.rejected = source["rejected"];
	        this.dropped = source["dropped"];
	        this.said = source["said"];
	        this.steps = this.convertValues(source["steps"], otlp.Step);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TelemetryRequest {
	    signal: string;
	    url: string;
	    items: number;
	    bytes: number;
	    sha256: string;
	    queued: boolean;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new TelemetryRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.signal = source["signal"];
	        this.url = source["url"];
	        this.items = source["items"];
	        this.bytes = source["bytes"];
	        this.sha256 = source["sha256"];
	        this.queued = source["queued"];
	        this.text = source["text"];
	    }
	}
	export class TelemetryPreview {
	    token: string;
	    requests: TelemetryRequest[];
	
	    static createFrom(source: any = {}) {
	        return new TelemetryPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.token = source["token"];
	        this.requests = this.convertValues(source["requests"], TelemetryRequest);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class TelemetrySent {
	    taken: number;
	    refused: number;
	    later: number;
	    items: number;
	    rejected: number;
	    said: string;
	
	    static createFrom(source: any = {}) {
	        return new TelemetrySent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.taken = source["taken"];
	        this.refused = source["refused"];
	        this.later = source["later"];
	        this.items = source["items"];
	        this.rejected = source["rejected"];
	        this.said = source["said"];
	    }
	}
	export class TimelineMilestone {
	    name: string;
	    title: string;
	    at_ms: number;
	    at: string;
	    spent: Spent;
	    worked_ms: number;
	    others?: Spread;
	    others_worked?: Spread;
	
	    static createFrom(source: any = {}) {
	        return new TimelineMilestone(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.at_ms = source["at_ms"];
	        this.at = source["at"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.worked_ms = source["worked_ms"];
	        this.others = this.convertValues(source["others"], Spread);
	        this.others_worked = this.convertValues(source["others_worked"], Spread);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TimelineSpan {
	    spent: Spent;
	    intervals: TimelineInterval[];
	    tries: TimelineTry[];
	    marks: TimelineMark[];
	
	    static createFrom(source: any = {}) {
	        return new TimelineSpan(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.intervals = this.convertValues(source["intervals"], TimelineInterval);
	        this.tries = this.convertValues(source["tries"], TimelineTry);
	        this.marks = this.convertValues(source["marks"], TimelineMark);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TimelineMark {
	    at_ms: number;
	    what: string;
	    said: string;
	
	    static createFrom(source: any = {}) {
	        return new TimelineMark(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.at_ms = source["at_ms"];
	        this.what = source["what"];
	        this.said = source["said"];
	    }
	}
	export class TimelineTry {
	    from_ms: number;
	    to_ms: number;
	    use: string;
	    title: string;
	    outcome: string;
	    failed: boolean;
	    reason: string;
	    cause: string;
	
	    static createFrom(source: any = {}) {
	        return new TimelineTry(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.from_ms = source["from_ms"];
	        this.to_ms = source["to_ms"];
	        this.use = source["use"];
	        this.title = source["title"];
	        this.outcome = source["outcome"];
	        this.failed = source["failed"];
	        this.reason = source["reason"];
	        this.cause = source["cause"];
	    }
	}
	export class TimelineInterval {
	    from_ms: number;
	    to_ms: number;
	    kind: string;
	
	    static createFrom(source: any = {}) {
	        return new TimelineInterval(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.from_ms = source["from_ms"];
	        this.to_ms = source["to_ms"];
	        this.kind = source["kind"];
	    }
	}
	export class TimelineStep {
	    id: string;
	    title: string;
	    kind: string;
	    milestone: string;
	    holds: boolean;
	    spent: Spent;
	    intervals: TimelineInterval[];
	    tries: TimelineTry[];
	    marks: TimelineMark[];
	    attempts: number;
	    failures: number;
	    undone: number;
	    lost_ms: number;
	    others?: Spread;
	    others_waiting?: Spread;
	
	    static createFrom(source: any = {}) {
	        return new TimelineStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.kind = source["kind"];
	        this.milestone = source["milestone"];
	        this.holds = source["holds"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.intervals = this.convertValues(source["intervals"], TimelineInterval);
	        this.tries = this.convertValues(source["tries"], TimelineTry);
	        this.marks = this.convertValues(source["marks"], TimelineMark);
	        this.attempts = source["attempts"];
	        this.failures = source["failures"];
	        this.undone = source["undone"];
	        this.lost_ms = source["lost_ms"];
	        this.others = this.convertValues(source["others"], Spread);
	        this.others_waiting = this.convertValues(source["others_waiting"], Spread);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TimelineStage {
	    name: string;
	    spent: Spent;
	    steps: TimelineStep[];
	
	    static createFrom(source: any = {}) {
	        return new TimelineStage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.steps = this.convertValues(source["steps"], TimelineStep);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Timeline {
	    journey: string;
	    track: string;
	    started_at: string;
	    finished_at: string;
	    now: string;
	    length_ms: number;
	    spent: Spent;
	    stages: TimelineStage[];
	    elsewhere: TimelineSpan;
	    milestones: TimelineMilestone[];
	    longest: LongStep[];
	    pauses: TimelineInterval[];
	    clock: ClockSetting[];
	    people: number;
	
	    static createFrom(source: any = {}) {
	        return new Timeline(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.journey = source["journey"];
	        this.track = source["track"];
	        this.started_at = source["started_at"];
	        this.finished_at = source["finished_at"];
	        this.now = source["now"];
	        this.length_ms = source["length_ms"];
	        this.spent = this.convertValues(source["spent"], Spent);
	        this.stages = this.convertValues(source["stages"], TimelineStage);
	        this.elsewhere = this.convertValues(source["elsewhere"], TimelineSpan);
	        this.milestones = this.convertValues(source["milestones"], TimelineMilestone);
	        this.longest = this.convertValues(source["longest"], LongStep);
	        this.pauses = this.convertValues(source["pauses"], TimelineInterval);
	        this.clock = this.convertValues(source["clock"], ClockSetting);
	        this.people = source["people"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	
	
	
	
	export class Usage {
	    id: string;
	    cpu: number;
	    memory: number;
	
	    static createFrom(source: any = {}) {
	        return new Usage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.cpu = source["cpu"];
	        this.memory = source["memory"];
	    }
	}
	
	
	
	export class Wiped {
	    folder: string;
	    left: string[];
	
	    static createFrom(source: any = {}) {
	        return new Wiped(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.folder = source["folder"];
	        this.left = source["left"];
	    }
	}
	export class Wiping {
	    folder: string;
	    bytes: number;
	    onboardings: number;
	    events: number;
	    imported: number;
	    reports: number;
	    starts: boolean;
	    workspace: string;
	
	    static createFrom(source: any = {}) {
	        return new Wiping(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.folder = source["folder"];
	        this.bytes = source["bytes"];
	        this.onboardings = source["onboardings"];
	        this.events = source["events"];
	        this.imported = source["imported"];
	        this.reports = source["reports"];
	        this.starts = source["starts"];
	        this.workspace = source["workspace"];
	    }
	}

}

export namespace check {
	
	export class Change {
	    label: string;
	    was: string;
	    is: string;
	
	    static createFrom(source: any = {}) {
	        return new Change(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.was = source["was"];
	        this.is = source["is"];
	    }
	}
	export class Choice {
	    value: string;
	    label: string;
	    hint?: string;
	
	    static createFrom(source: any = {}) {
	        return new Choice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.value = source["value"];
	        this.label = source["label"];
	        this.hint = source["hint"];
	    }
	}
	export class Evidence {
	    label: string;
	    value: string;
	    code?: boolean;
	    day?: string;
	
	    static createFrom(source: any = {}) {
	        return new Evidence(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.value = source["value"];
	        this.code = source["code"];
	        this.day = source["day"];
	    }
	}
	export class Input {
	    name: string;
	    label: string;
	    hint?: string;
	    default?: string;
	    pattern?: string;
	    secret?: boolean;
	    long?: boolean;
	    consent?: boolean;
	    choices?: Choice[];
	
	    static createFrom(source: any = {}) {
	        return new Input(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.hint = source["hint"];
	        this.default = source["default"];
	        this.pattern = source["pattern"];
	        this.secret = source["secret"];
	        this.long = source["long"];
	        this.consent = source["consent"];
	        this.choices = this.convertValues(source["choices"], Choice);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class KnownFailure {
	    id: string;
	    cause: string;
	    next: string;
	    command: string;
	    owner: string;
	    docs: string;
	
	    static createFrom(source: any = {}) {
	        return new KnownFailure(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.cause = source["cause"];
	        this.next = source["next"];
	        this.command = source["command"];
	        this.owner = source["owner"];
	        this.docs = source["docs"];
	    }
	}
	export class Progress {
	    phase: string;
	    done: number;
	    total: number;
	    unit: string;
	    bytes?: number;
	    rate?: number;
	    left?: number;
	
	    static createFrom(source: any = {}) {
	        return new Progress(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.phase = source["phase"];
	        this.done = source["done"];
	        this.total = source["total"];
	        this.unit = source["unit"];
	        this.bytes = source["bytes"];
	        this.rate = source["rate"];
	        this.left = source["left"];
	    }
	}

}

export namespace journey {
	
	export class Change {
	    step: string;
	    use: string;
	    text: string;
	    sum?: string;
	    before?: string;
	    kind: string;
	
	    static createFrom(source: any = {}) {
	        return new Change(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.step = source["step"];
	        this.use = source["use"];
	        this.text = source["text"];
	        this.sum = source["sum"];
	        this.before = source["before"];
	        this.kind = source["kind"];
	    }
	}

}

export namespace otlp {
	
	export class Attribute {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Attribute(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class Step {
	    name: string;
	    id: string;
	    title: string;
	
	    static createFrom(source: any = {}) {
	        return new Step(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.id = source["id"];
	        this.title = source["title"];
	    }
	}

}

export namespace share {
	
	export class File {
	    name: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new File(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.text = source["text"];
	    }
	}

}

