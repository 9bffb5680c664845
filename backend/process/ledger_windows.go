package process

import "context"

// note is nothing here: the system ends a tree with the Firstlight that holds its job.
type note struct{}

func (t *tree) takeNote(string) *note { return nil }

func (n *note) begun(*tree) {}

func (n *note) strike() {}

// EndLeft has nothing to end: the system has done so.
func EndLeft(context.Context, string) (ended int, err error) { return 0, nil }
