package tool

import "context"

// stocked is what a package manager tells of one package.
type stocked struct {
	// Candidate is the maker's number of the version that it would install.
	Candidate string `json:"candidate,omitempty"`
	// Installed is the version that is installed, as the manager spells it, and
	// "(none)" where none is; empty where it does not tell.
	Installed string `json:"installed,omitempty"`
}

// has returns the version that a package manager would install of a package, as
// far as its lists tell; empty where they do not.
func (r *Room) has(ctx context.Context, by manager, name string) string {
	return r.stock(ctx, by)[name].Candidate
}

// carries returns what a package manager tells of packages that it has installed:
// nil where it has none of them, and false where it does not tell.
func (r *Room) carries(ctx context.Context, by manager, names []string) (*installed, bool) {
	const none = "(none)"
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
