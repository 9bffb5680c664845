package process

// writeDown has nothing to note: the system ends a tree with the Firstlight that
// holds its job.
func (t *tree) writeDown(string) (strike func()) { return func() {} }

// EndLeft has nothing to end: the system has done so.
func EndLeft(string) (ended int, err error) { return 0, nil }
