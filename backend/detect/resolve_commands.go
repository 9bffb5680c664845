package detect

import (
	"cmp"
	"slices"
	"strings"
)

// commands chooses how the project is set up, built, tested and run.
func (r *resolver) commands() {
	for _, kind := range []Kind{Setup, Build, Test, Run} {
		by, order := map[string][]statement{}, []string{}
		for _, st := range r.all {
			if st.kind != kind {
				continue
			}
			part := r.part(st)
			if kind == Setup && (r.inWorkspace(st) || r.idle(st)) {
				continue // The workspace installs what its members need.
			}
			if by[part] == nil {
				order = append(order, part)
			}
			by[part] = append(by[part], st)
		}
		for _, part := range order {
			for _, st := range r.choose(kind, part, by[part]) {
				r.claim(Claim{Command: st.inFolder(), Required: st.kind == Setup || st.kind == Test}, st)
			}
		}
	}
}

// choose returns the commands to propose, in order.
func (r *resolver) choose(kind Kind, part string, all []statement) []statement {
	ranked := slices.Clone(all)
	for i, st := range ranked {
		if _, made := r.targets[st.command]; made && (st.way == documented || st.way == mentioned) {
			ranked[i].way = ownNamed
		}
	}
	slices.SortStableFunc(ranked, func(a, b statement) int {
		if kind == Setup {
			// What people are told to type is the whole way, whatever the language.
			return cmp.Or(cmp.Compare(r.inner(a), r.inner(b)), cmp.Compare(b.way, a.way), cmp.Compare(r.foreign(a), r.foreign(b)))
		}
		return cmp.Or(cmp.Compare(r.foreign(a), r.foreign(b)), cmp.Compare(r.inner(a), r.inner(b)), cmp.Compare(b.way, a.way))
	})
	ranked = slices.DeleteFunc(ranked, r.unwanted)
	if len(ranked) == 0 {
		return nil
	}
	best := ranked[0]
	if kind != Setup {
		return ranked[:1]
	}
	switch best.way {
	case own, ownNamed:
		return ranked[:1]
	case documented, mentioned:
		// One document tells the whole way, in its order.
		whole := slices.DeleteFunc(slices.Clone(all), func(st statement) bool { return st.way != best.way || r.unwanted(st) || st.from.File != best.from.File })
		return r.completed(onceEach(whole), ranked)
	}
	// Each language of the project is installed by its own tool.
	var chosen []statement
	for _, st := range ranked {
		if !slices.ContainsFunc(chosen, func(c statement) bool { return c.language == st.language && c.dir == st.dir }) {
			chosen = append(chosen, st)
		}
	}
	return chosen
}

// onceEach leaves out the commands that stand before in the same folder already: a
// document may tell the way again for another purpose.
func onceEach(all []statement) []statement {
	var once []statement
	for _, st := range all {
		if !slices.ContainsFunc(once, func(o statement) bool { return o.command == st.command && o.dir == st.dir }) {
			once = append(once, st)
		}
	}
	return once
}

// completed puts before the commands of a document how the language is installed
// that most of the project is written in, where the document tells of others alone.
func (r *resolver) completed(whole, ranked []statement) []statement {
	if slices.ContainsFunc(whole, func(st statement) bool { return r.foreign(st) == 0 }) {
		return whole
	}
	at := slices.IndexFunc(ranked, func(st statement) bool { return st.language != "" && st.language == r.primary })
	if at < 0 {
		return whole
	}
	return append([]statement{ranked[at]}, whole...)
}

// foreign is 0 for a command of the language that most of the project is written
// in, or of none, such as a target of a Makefile; 1 for another's.
func (r *resolver) foreign(st statement) int {
	if st.language == "" || st.language == r.primary {
		return 0
	}
	return 1
}

// unwanted reports whether a document's command calls another package manager of
// its language than the project has.
func (r *resolver) unwanted(st statement) bool {
	if st.way != documented && st.way != mentioned {
		return false
	}
	first, _, _ := strings.Cut(st.command, " ")
	// Some programs are found only in the environment that the manager makes.
	switch first {
	case "pytest", "python", "python3", "tox", "nox":
		first = "pip"
	case "rspec", "rake":
		first = "gem"
	}
	if first != "gem" && kindOf(first) != PackageManager || st.language == "" {
		return false
	}
	others := false
	for _, c := range r.report.Claims {
		if c.Kind != PackageManager || c.Part != "" {
			continue
		}
		if c.Name == first {
			return false
		}
		others = others || ecosystems[c.Name] == st.language
	}
	return others
}

// inner is 1 for a command of a member of a workspace: what the whole has comes
// first.
func (r *resolver) inner(st statement) int {
	if _, joined := r.joins[st.dir]; joined || r.inWorkspace(st) {
		return 1
	}
	return 0
}

// inWorkspace reports whether a statement is made by a member of a workspace.
func (r *resolver) inWorkspace(st statement) bool {
	_, found := r.workspace(st.ecosystem(), st.dir)
	return found
}

// nodeInstall is a command that installs what a package of Node names, and that
// makes no node_modules where it names nothing.
var nodeInstall = pattern(`^(?:(?:npm|pnpm|bun) (?:install|i|ci)|yarn(?: install)?)(?: -\S+)*$`)

// idle reports whether a command would install what a package of Node names in a
// folder where none names anything.
func (r *resolver) idle(st statement) bool {
	names, known := r.installs[st.dir]
	whole := func(m members) bool { return m.language == "node" && m.dir == st.dir && len(m.patterns) > 0 }
	return known && !names && nodeInstall().MatchString(st.command) && !slices.ContainsFunc(r.members, whole)
}

// inFolder returns the command as it is run in the root of the repository.
func (st statement) inFolder() string {
	if st.dir == "" {
		return st.command
	}
	return "cd " + oneWord(st.dir) + " && " + st.command
}

// plainFolder is a path that every shell takes for one word, and cd for no option.
var plainFolder = pattern(`^[\w@%+=:,./][\w@%+=:,./-]*$`)

// oneWord returns a folder as a shell takes it for one word: what somebody has called
// a folder is not to run.
func oneWord(dir string) string {
	if plainFolder().MatchString(dir) {
		return dir
	}
	if strings.HasPrefix(dir, "-") {
		dir = "./" + dir
	}
	return "'" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
}
