package guide

import (
	"os"
	"path/filepath"

	"firstlight/backend/check"
)

// codeUnplaced is the code of a finding that the folder of a step is not there, and
// that nothing in the journey would put it there.
const codeUnplaced = "workspace/no-folder"

// placed returns the check of a step that works in a folder below the workspace which
// nothing in its journey puts there: while the folder is missing, that is what is found,
// since no more can be known and no fix of the claim could run.
func placed(c check.Check, workspace, below string) check.Check {
	fixes, folder := c.Fixes, filepath.Join(workspace, filepath.FromSlash(below))
	c.First = func() check.Finding {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return check.Fail(codeUnplaced, "There is no folder "+below+" in the workspace, which is "+workspace+", and no step of this journey clones it",
				check.Literal("Folder", folder),
				check.Fact("What to do", "Put it there, such as by cloning it yourself; or tell whoever wrote the journey that a step which clones it is missing. "+
					"A step about the repository that brings the journey names the folder which that one lies in"))
		}
		return check.Finding{}
	}
	if fixes != nil {
		c.Fixes = func(f check.Finding) []check.Fix {
			if f.Code == codeUnplaced {
				return nil
			}
			return fixes(f)
		}
	}
	c.Watch.Paths = append([]string{folder}, c.Watch.Paths...)
	return c
}
