package tool

import (
	"fmt"
	"strings"
	"sync"
)

const (
	// entryMark begins each tool of the catalogue that ships with Firstlight.
	entryMark = "\n  - name: "
	// shimsMark begins the shims, which stand last.
	shimsMark = "\nshims:\n"
	// toolsMark is what a tool stands under.
	toolsMark = "tools:"
)

// ShippedCatalogue returns the catalogue that ships with Firstlight. It has many
// more tools than a journey asks for, so that each is read when it is asked for.
// The tests read them all: that one cannot be read is a fault of this program.
func ShippedCatalogue(text string) Catalogue {
	tools, shims, _ := strings.Cut(text, shimsMark)
	entries := strings.Split(tools, entryMark)
	c := Catalogue{shims: sync.OnceValue(func() []shim { return mustParse("shims:\n" + shims).managers() })}
	for _, entry := range entries[1:] {
		name, _, _ := strings.Cut(entry, "\n")
		c.tools = append(c.tools, slot{name: name, read: sync.OnceValue(func() tool {
			return mustParse(toolsMark + entryMark + entry).all()[0]
		})})
	}
	return c
}

func mustParse(text string) Catalogue {
	c, err := ParseCatalogue([]byte(text))
	if err != nil {
		panic(fmt.Sprintf("%v in:\n%s", err, text))
	}
	return c
}
