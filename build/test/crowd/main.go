// Crowd writes the onboardings of people who do not exist into a folder, as they
// are exported, for the tests of the interface.
package main

import (
	"fmt"
	"os"
	"strconv"

	"firstlight/backend/insight/insighttest"
)

func main() {
	if err := write(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "crowd:", err)
		os.Exit(1)
	}
}

func write(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("the folder and how many people are needed, not %q", args)
	}
	people, err := strconv.Atoi(args[1])
	if err != nil {
		return fmt.Errorf("reading how many people: %w", err)
	}
	return insighttest.Files(args[0], people)
}
