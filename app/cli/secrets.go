package main

import (
	"context"
	"maps"

	"firstlight/app"
	"firstlight/app/wording"
)

// fromInput is the answer that says that a secret comes on the standard input.
const fromInput = "-"

// secrets returns the answers with the secrets that are to be read from the
// standard input. It refuses one on the command line, where every program of the
// machine can read it, and where the shell writes it into its history.
func (w *walk) secrets(ctx context.Context, step app.Step, fix app.Fix, given map[string]string) (map[string]string, error) {
	answers := maps.Clone(given)
	for _, in := range fix.Inputs {
		switch answer, ok := given[in.Name]; {
		case !in.Secret || !ok:
		case answer != fromInput:
			return nil, usage("Write --answer "+in.Name+"=-, and hand it over on the standard input; or leave it away to be asked for it.",
				"%s is a secret, and other programs can read a command line", wording.Clean(in.Label))
		default:
			secret, err := w.read(ctx, reading{step: step.ID, secret: true, gone: func(app.State) bool { return false }})
			if err != nil {
				return nil, err
			}
			answers[in.Name] = secret
		}
	}
	return answers, nil
}
