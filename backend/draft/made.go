package draft

import (
	"path"
	"strings"
)

// madeBy returns the folder that a set-up command makes: a step that claims that it
// is there runs the command on a person's wish alone. It is empty where that is not
// known.
func madeBy(command string) string {
	dir, rest, moves := strings.Cut(command, " && ")
	if !moves {
		dir, rest = "", command
	} else if folder, ok := strings.CutPrefix(dir, "cd "); ok && !strings.ContainsAny(folder, " '\"$") {
		dir = folder
	} else {
		return ""
	}
	words := strings.Fields(rest)
	if len(words) < 2 || strings.ContainsAny(rest, "&|;") {
		return ""
	}
	var made string
	switch words[0] + " " + words[1] {
	case "npm ci", "npm install", "pnpm install", "yarn install", "bun install":
		made = "node_modules"
	case "composer install":
		made = "vendor"
	case "mix deps.get":
		made = "deps"
	case "uv sync":
		made = ".venv"
	default:
		return ""
	}
	return path.Join(dir, made)
}
