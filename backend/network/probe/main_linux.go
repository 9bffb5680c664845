// Command probe reaches hosts from inside a container, where it is all that
// there is: it prints how far the way to each led, as JSON. With -room it
// prints instead how much room the container engine has left.
//
// The authorities that it trusts are those that the images of containers bring
// along, since it runs in an image without any.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"golang.org/x/net/http/httpproxy"

	"firstlight/backend/network/layer"
)

// most bounds the whole of it, so that nothing runs on whose asker has gone.
const most = 20 * time.Second

func main() {
	room := flag.Bool("room", false, "print the bytes that are left on the disk of the container engine")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	answer, err := any(nil), error(nil)
	if *room {
		answer, err = left("/")
	} else {
		answer, err = reach(ctx, flag.Args())
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// reach tries every host, through the proxies of its environment.
func reach(ctx context.Context, hosts []string) ([]layer.Result, error) {
	everywhere, err := layer.Everywhere()
	if err != nil {
		return nil, err
	}
	targets := make([]layer.Target, len(hosts))
	for i, text := range hosts {
		if targets[i], err = layer.Parse(text); err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
	}
	way := layer.Way{Proxy: httpproxy.FromEnvironment().ProxyFunc(), Verify: everywhere}
	return way.TryAll(ctx, targets), nil
}
