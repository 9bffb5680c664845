package network_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/process"
)

// lonely makes this program observe the hosts in it, and print the finding.
const lonely = "FIRSTLIGHT_TEST_LONELY"

func beLonely() int {
	room := network.New(network.Config{Runner: process.New(os.Environ())})
	f := room.Reach(network.Spec{Hosts: strings.Split(os.Getenv(lonely), ",")}).Observe(context.Background(), check.Silent{})
	if err := json.NewEncoder(os.Stdout).Encode(f); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
