package check

// KnownFailure is what is known of a failure whose output somebody recognised
// once and wrote down: why it happens and what to do next.
type KnownFailure struct {
	// ID names the failure and stays the same between versions, such as
	// "git/dubious-ownership".
	ID string `json:"id"`
	// Cause says what happened and why, in plain sentences.
	Cause string `json:"cause"`
	// Next says what to do, in plain sentences.
	Next string `json:"next"`
	// Command is the exact command that mends it, for the system's shell; it is
	// empty where there is no single one.
	Command string `json:"command"`
	// Owner says who can mend what the person cannot; it may be empty.
	Owner string `json:"owner"`
	// Docs is the address of a page that says more; it may be empty.
	Docs string `json:"docs"`
}

// same reports whether k and other say the same, or are both nil.
func (k *KnownFailure) same(other *KnownFailure) bool {
	if k == nil || other == nil {
		return k == other
	}
	return *k == *other
}
