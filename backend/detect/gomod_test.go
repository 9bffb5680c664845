package detect_test

import "testing"

func TestGo(t *testing.T) {
	check(t, []states{
		{"a module", tree{"go.mod": "module x\n\ngo 1.22.5\n\ntoolchain go1.22.6\n"}, []string{
			"tool go >=1.22.5 <- go.mod:3", "setup go mod download <- go.mod:1", "test go test ./... <- go.mod:1",
		}},
		{"a module of no version", tree{"go.mod": "module x\n"}, []string{"tool go <- go.mod:1"}},
		{"a workspace", tree{
			"go.work":  "go 1.25\n\nuse (\n\t./a // first\n\t\"./b\"\n)\nuse ./c\n",
			"a/go.mod": "module a\ngo 1.24", "b/go.mod": "module b\ngo 1.26", "c/go.mod": "module c\ngo 1.21", "d/go.mod": "module d\ngo 1.27",
		}, []string{"tool go >=1.25.0 <- go.work:1", "tool go >=1.27.0 (optional) part d/ <- d/go.mod:2", "-tool go >=1.24…"}},
	})
}
