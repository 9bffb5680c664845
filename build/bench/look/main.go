// Look looks at a repository once, in a process in which nothing was looked at
// before, and prints how many nanoseconds that took.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"firstlight/backend/guide"
)

func main() {
	began := time.Now()
	report, err := guide.Detect(context.Background(), os.Args[1])
	took := time.Since(began)
	if err == nil && len(report.Claims) == 0 {
		err = fmt.Errorf("nothing was detected in %s", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "look:", err)
		os.Exit(1)
	}
	fmt.Println(took.Nanoseconds())
}
