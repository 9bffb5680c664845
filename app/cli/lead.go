package main

import (
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
)

// leadTo writes into a folder a page that leads a browser to an address.
func leadTo(address, folder string) (page string, err error) {
	// Only its owner can read what CreateTemp makes.
	file, err := os.CreateTemp(folder, "firstlight-open-*.html")
	if err != nil {
		return "", fmt.Errorf("writing the page that leads there: %w", err)
	}
	to := html.EscapeString(address)
	_, err = fmt.Fprintf(file, leading, to, to)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("writing the page that leads there: %w", err), os.Remove(file.Name()))
	}
	return file.Name(), nil
}

const leading = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=%s">
<title>Firstlight</title>
<p><a href="%s">Open Firstlight</a></p>
`

// visible returns the folder for a page that a browser is to read: the given one,
// or the person's home where that is below a hidden folder of it, which browsers
// that the system keeps in a sandbox, such as Ubuntu's, cannot read.
func visible(folder string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return folder
	}
	below, err := filepath.Rel(home, folder)
	top, _, _ := strings.Cut(filepath.ToSlash(below), "/")
	if err == nil && strings.HasPrefix(top, ".") && top != ".." {
		return home
	}
	return folder
}
