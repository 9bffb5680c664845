package process

// WriteDown has the runner keep a file in a folder for each program while it runs,
// so that EndLeft can end what was still at work when Firstlight was killed. It is
// called before the first program starts.
func (r *Runner) WriteDown(folder string) { r.ledger = folder }
