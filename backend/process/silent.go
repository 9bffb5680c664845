package process

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// silenceLimit bounds how long a folder of PATH may take to say whether it is
// there. A disk that has to spin up answers within it.
const silenceLimit = 3 * time.Second

// Answering returns the folders of a PATH that answer, as a PATH, and those that
// are silent, such as on a server that is gone: whoever looked into one would wait
// for ever, and every program that is started as well.
func Answering(ctx context.Context, path string) (answering string, silent []string) {
	return answeringTo(ctx, path, func(folder string) { _, _ = os.Stat(folder) })
}

func answeringTo(ctx context.Context, path string, look func(folder string)) (answering string, silent []string) {
	ctx, cancel := context.WithTimeout(ctx, silenceLimit)
	defer cancel()
	folders := filepath.SplitList(path)
	quiet := make([]bool, len(folders))
	var all sync.WaitGroup
	for i, folder := range folders {
		answered := make(chan struct{})
		// It may never return, and is then left behind.
		go func() {
			defer close(answered)
			look(folder)
		}()
		all.Go(func() {
			select {
			case <-answered:
			case <-ctx.Done():
				quiet[i] = true
			}
		})
	}
	all.Wait()
	var kept []string
	for i, folder := range folders {
		if quiet[i] {
			silent = append(silent, folder)
		} else {
			kept = append(kept, folder)
		}
	}
	slices.Sort(silent)
	return strings.Join(kept, string(os.PathListSeparator)), slices.Compact(silent)
}
