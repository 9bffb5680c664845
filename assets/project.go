package assets

import (
	"io/fs"
	"path"
)

// project shows an embedded Go project under its real names. A folder with a
// go.mod would be a module of its own, which cannot be embedded, so that file
// is embedded as go.mod.txt; and an embedded file has lost its executable bit.
type project struct{ embedded fs.FS }

const (
	moduleFile   = "go.mod"
	embeddedFile = "go.mod.txt"
	hookFolder   = ".githooks"
)

// Open opens a file or folder of the project.
func (p project) Open(name string) (fs.File, error) {
	stored := name
	switch name {
	case moduleFile:
		stored = embeddedFile
	case embeddedFile:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := p.embedded.Open(stored)
	if err != nil {
		return nil, err
	}
	if folder, ok := f.(fs.ReadDirFile); ok {
		return projectFolder{folder, name}, nil
	}
	return projectFile{f, path.Dir(name)}, nil
}

type projectFile struct {
	fs.File
	folder string
}

func (f projectFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return projectInfo{info, f.folder}, err
}

type projectFolder struct {
	fs.ReadDirFile
	name string
}

// ReadDir lists the folder under the project's names.
func (f projectFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := f.ReadDirFile.ReadDir(n)
	for i, entry := range entries {
		info, infoErr := entry.Info()
		if infoErr != nil {
			return nil, infoErr
		}
		entries[i] = fs.FileInfoToDirEntry(projectInfo{info, f.name})
	}
	return entries, err
}

type projectInfo struct {
	fs.FileInfo
	folder string
}

// Name returns the name that the file has in the project.
func (i projectInfo) Name() string {
	if i.FileInfo.Name() == embeddedFile {
		return moduleFile
	}
	return i.FileInfo.Name()
}

// Mode returns the mode that the file has in the project.
func (i projectInfo) Mode() fs.FileMode {
	if i.folder == hookFolder {
		return i.FileInfo.Mode() | 0o111
	}
	return i.FileInfo.Mode()
}
