package journey

// asksGitHub reports whether looking at a step, or doing it, asks a GitHub host in the
// person's name, for which her token has to be kept.
func (s Step) asksGitHub() bool {
	switch s.Kind {
	case SignIn, Pick, Pull, Checks, Review, Merge:
		return true
	default:
		return false
	}
}

// Rests reports whether a step can go wrong where a claim aside from the way does not
// hold, so that the claim stands in the way of the step. It is about what claims are
// of, and no need: the step is tried all the same.
func (s Step) Rests(aside Step) bool {
	switch aside.Kind {
	case Keyring:
		return s.asksGitHub()
	case Network, Proxy, Clock:
		switch s.Kind {
		case Network, Clone, Push, Image, Compose, Container, Devcontainer:
			return true
		default:
			return s.asksGitHub()
		}
	case SSH:
		return s.Kind == Clone || s.Kind == Push
	case Identity, Signing:
		return s.Kind == Commit
	case Disk:
		switch s.Kind {
		case Clone, Run, Image, Compose, Container, Devcontainer:
			return true
		default:
			return false
		}
	case Path:
		return s.Kind == Tool || s.Kind == Run
	default:
		return false
	}
}
