package tool

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Path returns the check that the person's PATH is sound: that no program can be
// slipped under the name of another, and that programs started from a launcher
// find the tools of the catalogue that the terminal finds.
func (r *Room) Path() check.Check {
	const lookAgain = time.Minute
	learnt := &seen{}
	watch := check.Watch{Every: lookAgain}
	if file := r.launcherFile(); file != "" {
		watch.Paths = []string{file}
	}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			finding, fixes := r.observePath(ctx)
			learnt.keep(fixes)
			return finding
		},
		Fixes: func(f check.Finding) []check.Fix {
			if f.Status != check.Failing {
				return nil
			}
			return learnt.get()
		},
		Watch: watch,
	}
}

func (r *Room) observePath(ctx context.Context) (check.Finding, []check.Fix) {
	entries := filepath.SplitList(r.env["PATH"])
	var missing []string
	for _, entry := range entries {
		if !filepath.IsAbs(entry) {
			return unsteady(entry), nil
		}
		info, err := os.Stat(entry)
		switch {
		case err != nil || !info.IsDir():
			missing = append(missing, process.Short(entry))
		case openToAll(entry, info):
			return openFolder(entry, info)
		}
	}
	var facts []check.Evidence
	if len(missing) > 0 {
		facts = append(facts, check.Literal("Not there", strings.Join(missing, ", ")))
	}
	launcher := r.launcher(ctx)
	if launcher == nil {
		facts = append(facts, check.Fact("From a launcher", "not known on this machine"))
		return check.Hold("Your PATH is sound", facts...), nil
	}
	if lost := r.lost(entries, launcher); len(lost) > 0 {
		return r.unseen(lost, launcher, facts)
	}
	return check.Hold("Your PATH is sound, from a launcher too", facts...), nil
}

// unsteady says that what an entry of PATH means depends on where one stands.
func unsteady(entry string) check.Finding {
	summary := "Your PATH has " + entry + ", which is another folder wherever you stand"
	if entry == "" {
		summary = "Your PATH has an empty entry, which means the folder that you stand in"
	}
	return check.Fail("path/relative", summary,
		check.Fact("Why it matters", "Whoever can put a file into that folder can have you run it under the name of another program"),
		check.Fact("What to do", "Take it out of "+process.SetIn+"; what is in the present folder can always be started as ./NAME"))
}

// openFolder says that anyone on the machine may put programs into a folder of
// PATH.
func openFolder(folder string, info os.FileInfo) (check.Finding, []check.Fix) {
	fix := check.Fix{
		ID: "close-folder", Title: "Let only its owner change " + process.Short(folder),
		Effect:    "Others can still start what is in the folder, but no longer put anything into it.",
		Privilege: check.Admin, Undo: check.Run("chmod", "o+w", folder).String(),
		Plan: func(check.Answers) []check.Command { return []check.Command{check.Run("chmod", "o-w", folder)} },
	}
	if own(info) {
		fix.Privilege = check.User
	}
	return check.Fail("path/open-folder", "Anyone on this machine may put programs into "+process.Short(folder)+", which is on your PATH",
		check.Literal("Folder", process.Short(folder)), check.Literal("Its rights", info.Mode().String())), []check.Fix{fix}
}

// stray is a tool that a launcher does not find as the terminal does.
type stray struct {
	command, folder string
	// instead is what a launcher finds; empty where that is nothing.
	instead string
}

// lost returns the commands of the catalogue that a launcher finds elsewhere
// than the terminal, or not at all.
func (r *Room) lost(terminal, launcher []string) []stray {
	var lost []stray
	ours, theirs := searching(terminal), searching(launcher)
	for _, t := range r.catalogue.all() {
		for _, command := range t.Commands {
			here, there := first(ours, command), first(theirs, command)
			known := slices.ContainsFunc(lost, func(s stray) bool { return s.command == command })
			if here == "" || known || target(here) == target(there) {
				continue
			}
			lost = append(lost, stray{command, filepath.Dir(here), there})
		}
	}
	return lost
}

// searching returns a runner that finds programs in the folders.
func searching(folders []string) *process.Runner {
	return process.New([]string{"PATH=" + strings.Join(folders, string(os.PathListSeparator)), "PATHEXT=" + os.Getenv("PATHEXT")})
}

// first returns the program that a name stands for; empty where there is none.
func first(in *process.Runner, command string) string {
	file, err := in.Find(command)
	if err != nil {
		return ""
	}
	return file
}

// unseen says which tools are in the terminal and not in the launcher.
func (r *Room) unseen(lost []stray, launcher []string, facts []check.Evidence) (check.Finding, []check.Fix) {
	var folders []string
	for _, s := range lost {
		if !slices.Contains(folders, s.folder) {
			folders = append(folders, s.folder)
		}
		if s.instead != "" {
			facts = append(facts, check.Literal("From a launcher", process.Short(s.instead)+" instead of "+process.Short(filepath.Join(s.folder, s.command))))
		}
	}
	for _, folder := range folders {
		if !slices.Contains(launcher, folder) {
			facts = append(facts, check.Literal("In your terminal alone", process.Short(folder)))
		}
	}
	summary := fmt.Sprintf("%s in your terminal, but not in your launcher", isOrAre(lost))
	if r.launcherHas(folders) {
		return check.NotYet("path/after-sign-in", summary, append(facts,
			check.Fact("What to do", "Sign out of your desktop and in again: what was set for it is in force from then on"))...), nil
	}
	facts = append(facts, check.Fact("Why it matters", "An editor that you start from its icon does not find what is in your terminal alone"))
	fixes := r.launcherFixes(folders, launcher)
	if len(fixes) == 0 {
		facts = append(facts, check.Fact("What to do", launcherAdvice()))
	}
	return check.Fail("path/not-in-launcher", summary, facts...), fixes
}

// launcherAdvice says where folders are set so that a launcher knows them too.
func launcherAdvice() string {
	if runtime.GOOS == "windows" {
		return "Add the folders to Path in " + process.SetIn + " rather than in the profile of your PowerShell"
	}
	return "Set the folders in the settings of your system rather than in " + process.SetIn
}

// isOrAre names the tools that are lost, and no more of them than one reads.
func isOrAre(lost []stray) string {
	const most = 3
	var names []string
	for _, s := range lost[:min(len(lost), most)] {
		names = append(names, s.command)
	}
	switch more := len(lost) - len(names); {
	case more > 0:
		return fmt.Sprintf("%s and %d more are", strings.Join(names, ", "), more)
	case len(names) == 1:
		return names[0] + " is"
	default:
		last := len(names) - 1
		return strings.Join(names[:last], ", ") + " and " + names[last] + " are"
	}
}
