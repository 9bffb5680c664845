package tool

import "context"

// stocked is what a package manager tells of one package.
type stocked struct {
	// Candidate is the maker's number of the version that it would install.
	Candidate string `json:"candidate,omitempty"`
	// Installed is the version that is installed, as the manager spells it, and
	// none where there is none; empty where it does not tell.
	Installed string `json:"installed,omitempty"`
}

// none is how apt says that no version is installed.
const none = "(none)"

// has returns the version that a package manager would install of a package, as
// far as its lists tell; told says that they do, and empty that there is none.
func (r *Room) has(ctx context.Context, by manager, name string) (version string, told bool) {
	has := r.stock(ctx, by)
	if it, ok := has[name]; ok && it.Candidate != "" {
		return it.Candidate, true
	}
	// Without lists a manager knows of nothing but what it has installed.
	for _, it := range has {
		if it.Candidate != "" && (it.Installed == "" || it.Installed == none) {
			return "", true
		}
	}
	return "", false
}

// carries returns what a package manager tells of packages that it has installed:
// nil where it has none of them, and false where it does not tell.
func (r *Room) carries(ctx context.Context, by manager, names []string) (*installed, bool) {
	has := r.stock(ctx, by)
	told := false
	for _, name := range names {
		switch is := has[name].Installed; is {
		case "":
		case none:
			told = true
		default:
			return &installed{version: is}, true
		}
	}
	return nil, told
}
