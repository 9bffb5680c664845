package journey

import (
	"path"
	"slices"
	"strings"
)

// cleanPath returns a path below a folder in its shortest form, with forward
// slashes; or why it may not be used. What it accepts stays below the folder and
// out of git's own files on every system.
func cleanPath(text string) (string, *refusal) {
	no := func(because string) (string, *refusal) {
		return "", &refusal{because, "a path below the folder, with forward slashes, such as payments/web"}
	}
	switch {
	case text == "":
		return no("it is empty")
	case strings.ContainsFunc(text, invisible):
		return no("it has an invisible character")
	case strings.Contains(text, `\`):
		return no("it has a backslash")
	case strings.HasPrefix(text, "/"):
		return no("it is absolute")
	case strings.HasPrefix(text, "~"):
		return no("it starts in a home folder")
	case strings.HasPrefix(text, "-"):
		return no("a program would take it for an option")
	case strings.ContainsAny(text, `:*?"<>|`):
		return no(`Windows takes none of : * ? " < > | in a path`)
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "./"), "/")
	for part := range strings.SplitSeq(text, "/") {
		if because := badPart(part); because != "" {
			return no(because)
		}
	}
	return path.Clean(text), nil
}

// badPart says why a part of a path may not be used; empty where it may.
func badPart(part string) string {
	switch {
	case part == "..":
		return "it leaves the folder"
	case part == "" || part == ".":
		return "it names no file or folder"
	case strings.TrimRight(part, ". ") != part || strings.HasPrefix(part, " "):
		return "Windows drops spaces and full stops at an end of a name"
	case strings.EqualFold(part, ".git") || strings.EqualFold(part, "git~1"):
		return "it lies in git's own files"
	case reserved(part):
		return "Windows keeps that name for a device"
	default:
		return ""
	}
}

// reserved reports whether Windows takes a name for a device, with or without
// an extension.
func reserved(part string) bool {
	name, _, _ := strings.Cut(strings.ToUpper(part), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, name) {
		return true
	}
	port, found := strings.CutPrefix(name, "COM")
	if !found {
		port, found = strings.CutPrefix(name, "LPT")
	}
	return found && slices.Contains(strings.Split("0 1 2 3 4 5 6 7 8 9 ¹ ² ³", " "), port)
}

// below reports whether a path is a folder or lies below it.
func below(text, folder string) bool {
	return text == folder || strings.HasPrefix(text, folder+"/")
}
