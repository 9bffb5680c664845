//go:build unix

package process

import "firstlight/backend/check"

// SetIn is where a person sets a variable of her environment for good.
const SetIn = "your shell's start file"

// Setting returns the command that sets a variable there, as she would write it.
func Setting(name, value string) string {
	return "export " + name + "=" + check.Run(value).String()
}
