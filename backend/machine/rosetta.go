package machine

import (
	"firstlight/backend/check"
	"firstlight/backend/process"
)

// translation is what a Mac tells of translating programs that were made for the
// other kind of processor.
type translation struct {
	// apple says that the processor is Apple's own.
	apple bool
	// us says that this program is translated.
	us bool
	// shell names the program of the person's terminal that is; empty for none.
	shell string
	// brew is the Homebrew that her PATH leads to, and native the one that is
	// made for the processor; either may be empty.
	brew, native string
}

// intelBrew is where Homebrew is on a Mac with the older processor.
const intelBrew = "/usr/local/bin/brew"

// troubles returns what of it bites: what a translated program starts is taken
// in its own kind, so that one leads to many.
func (t translation) troubles() []trouble {
	if !t.apple {
		return nil
	}
	var found []trouble
	if t.shell != "" {
		found = append(found, trouble{
			code: "platform/translated-terminal", summary: "Your terminal is translated by Rosetta, and so is what you start in it",
			facts: []check.Evidence{
				check.Literal("Program", t.shell),
				check.Fact("What to do", "Find your terminal's application in the Finder, choose Get Info, turn off Open using Rosetta, and open it anew"),
			},
		})
	}
	if t.us {
		found = append(found, trouble{
			code: "platform/translated", summary: "Firstlight is translated by Rosetta, and so is what it starts",
			facts: []check.Evidence{check.Fact("What to do", "Get the Firstlight for Apple silicon (arm64)")},
		})
	}
	if t.brew == intelBrew {
		advice := "Install the Homebrew for Apple silicon, which goes to /opt/homebrew, and with it what you need"
		if t.native != "" {
			advice = "Have the other one come first on your PATH: add eval \"$(" + t.native + " shellenv)\" to ~/.zprofile"
		}
		found = append(found, trouble{
			code: "platform/intel-homebrew", summary: "Your Homebrew is the one for Macs with Intel's processor, and installs programs that have to be translated",
			facts: []check.Evidence{check.Literal("Homebrew", process.Short(t.brew)), check.Fact("What to do", advice)},
		})
	}
	return found
}
