// Command desktop is what a window is tested on besides its X display: it takes the
// notifications of a session bus and writes each as a line of JSON to standard output,
// and it does what it reads on standard input, a word a line: "choose" chooses the
// last notification, and "cover" puts another window in front of all.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, "desktop:", err)
		os.Exit(1)
	}
}

func serve() (err error) {
	notices, err := takeNotices(os.Stdout)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, notices.close()) }()
	front, err := newFront()
	if err != nil {
		return err
	}
	defer front.close()
	does := map[string]func() error{"choose": notices.choose, "cover": front.cover}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		do, ok := does[lines.Text()]
		if !ok {
			return fmt.Errorf("%q is none of what it does", lines.Text())
		}
		if err := do(); err != nil {
			return fmt.Errorf("doing %q: %w", lines.Text(), err)
		}
	}
	return lines.Err()
}
