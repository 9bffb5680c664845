package container

import (
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"
)

// otherClone returns the folder that the labels of a container say its project
// stands in, where that is not the project's own. Compose tells projects apart
// by their name alone, which two clones of one repository share: what runs then
// is the other clone's code.
func otherClone(project *types.Project, labels map[string]string) (folder string, ok bool) {
	folder = labels[api.WorkingDirLabel]
	if folder == "" || real(folder) == real(project.WorkingDir) {
		return "", false
	}
	return folder, true
}

// real returns the folder without symbolic links, or as it is where it is gone.
func real(folder string) string {
	if resolved, err := filepath.EvalSymlinks(folder); err == nil {
		return resolved
	}
	return filepath.Clean(folder)
}
