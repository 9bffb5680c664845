package machine

import (
	"strings"

	"firstlight/backend/check"
)

// refusesUs reports whether the person may not make files in a folder. What the
// lists of rights of Windows come to, only a try would tell.
func refusesUs(string) bool { return false }

func handOver(string, string) []check.Fix { return nil }

// makeFolder returns the command that makes a folder. Below the person's home it
// is hers alone.
func makeFolder(dir string) check.Command {
	return check.Run("powershell.exe", "-NoProfile", "-Command", "New-Item -ItemType Directory -Force "+psQuote(dir))
}

// removeFiles returns the command that removes files.
func removeFiles(files ...string) check.Command {
	var names []string
	for _, file := range files {
		names = append(names, psQuote(file))
	}
	return check.Run("powershell.exe", "-NoProfile", "-Command", "Remove-Item "+strings.Join(names, ","))
}

// psQuote returns a word as PowerShell takes it without looking into it.
func psQuote(word string) string { return "'" + strings.ReplaceAll(word, "'", "''") + "'" }
