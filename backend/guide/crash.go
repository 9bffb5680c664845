package guide

import (
	"fmt"
	"runtime/debug"

	"firstlight/backend/check"
)

// CrashError says that a part of Firstlight crashed where it should have
// answered. Whatever it was at costs only the step that it was for.
type CrashError struct {
	// Doing says what was being done, such as "the fix".
	Doing string
	// Cause is what it crashed with.
	Cause any
	// Stack is where, for whoever mends it.
	Stack []byte
}

// Error says what crashed, and whose fault it is.
func (e *CrashError) Error() string {
	return fmt.Sprintf("%s crashed, which is a mistake in Firstlight: %v", e.Doing, e.Cause)
}

// guarded does what it is given, and returns its crash as an error.
func guarded(doing string, do func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &CrashError{Doing: doing, Cause: cause, Stack: debug.Stack()}
		}
	}()
	return do()
}

// fixesOf returns the fixes that a check names for a finding.
func fixesOf(c check.Check, f check.Finding) (fixes []check.Fix, err error) {
	if c.Fixes == nil {
		return nil, nil
	}
	err = guarded("finding ways to put it right", func() error {
		fixes = c.Fixes(f)
		return nil
	})
	return fixes, err
}

// plan returns the commands of a fix for the answers given.
func plan(fix check.Fix, answers check.Answers) (commands []check.Command, err error) {
	if fix.Plan == nil {
		return nil, nil
	}
	err = guarded("the plan of the fix", func() error {
		commands = fix.Plan(answers)
		return nil
	})
	return commands, err
}

// preview returns the commands of a fix for the answers given so far.
func preview(fix check.Fix, given check.Answers) (commands []check.Command, err error) {
	err = guarded("the plan of the fix", func() error {
		commands = fix.Preview(given)
		return nil
	})
	return commands, err
}

// showable returns the fixes such that a face can show what each would run: one
// whose plan crashes has nothing to show, and says so when it is to run.
func showable(fixes []check.Fix) []check.Fix {
	shown := make([]check.Fix, 0, len(fixes))
	for _, fix := range fixes {
		raw := fix
		fix.Plan = func(answers check.Answers) []check.Command {
			commands, err := plan(raw, answers)
			if err != nil {
				return nil
			}
			return commands
		}
		shown = append(shown, fix)
	}
	return shown
}
