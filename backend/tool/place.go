package tool

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// place is one file on PATH that has a tool's name.
type place struct {
	// command is the name, file the path in the order of PATH, and real what it
	// leads to, links followed.
	command, file, real string
	// fault is why a shell passes over the file; nil where it starts it.
	fault *fault
	info  fs.FileInfo
}

// fault is what is wrong with a file.
type fault struct {
	// code is that of the finding, without its room.
	code string
	// why completes "go in ~/bin …".
	why  string
	then string
}

// look returns the files on PATH that have one of the tool's names: those of its
// first name come first. A program that several entries of PATH lead to is there
// once.
func (r *Room) look(t tool) []place {
	var found []place
	for _, command := range t.Commands {
		for _, file := range r.runner.Candidates(command) {
			if p, there := r.at(command, file); there && !p.among(found) {
				found = append(found, p)
			}
		}
	}
	return found
}

// among reports whether a list has the same program already.
func (p place) among(list []place) bool {
	return p.fault == nil && slices.ContainsFunc(list, func(other place) bool {
		return other.fault == nil && os.SameFile(other.info, p.info)
	})
}

// at looks at one file.
func (r *Room) at(command, file string) (place, bool) {
	p := place{command: command, file: file, real: file}
	standIn := r.catalogue.standIn(command, file)
	link, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return p, false
	}
	if err == nil && link.Mode()&fs.ModeSymlink == 0 {
		p.info = link
	} else if err == nil {
		p.info, err = os.Stat(file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		to, _ := os.Readlink(file)
		p.fault = &fault{"dangling-link", "is a link to " + process.Short(to) + ", which is not there", "Install it again, or remove the link"}
	case err != nil && link == nil:
		// What cannot be looked into has no program for this person.
		return p, false
	case err != nil:
		p.fault = &fault{"dangling-link", "is a link that leads nowhere", "Install it again, or remove the link"}
	case p.info.IsDir():
		p.fault = &fault{"folder-in-its-place", "is a folder, not a program", "Give the folder another name, or take the one above it off your PATH"}
	case standIn != nil:
		p.fault = &fault{"stand-in", "only stands in for the real one", standIn.Then}
	case !process.Executable(file):
		p.fault = &fault{"not-executable", "may not be run by you", "Make it executable, if you trust it"}
	}
	if p.fault == nil || p.fault.code == "not-executable" {
		if real, err := filepath.EvalSymlinks(file); err == nil {
			p.real = real
		}
	}
	return p, true
}

// usable returns the places that a shell would start.
func usable(places []place) []place {
	var good []place
	for _, p := range places {
		if p.fault == nil {
			good = append(good, p)
		}
	}
	return good
}

// passedOver says which files of the same name come first on PATH and are not
// started.
func passedOver(places []place, current place) []check.Evidence {
	var facts []check.Evidence
	for _, p := range places {
		if p.file == current.file {
			break
		}
		if p.fault != nil && p.command == current.command {
			facts = append(facts, check.Fact("Passed over", process.Short(p.file)+" "+p.fault.why))
		}
	}
	return facts
}
