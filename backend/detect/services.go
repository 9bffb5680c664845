package detect

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed services.yaml
var servicesFile []byte

// known is what is known of a service.
type known struct {
	Name   string
	Images []string
	Port   int
	Family string
	Needed bool
}

// catalogue finds a service by the last name of its image.
type catalogue map[string]known

// knownServices reads the catalogue of services, once for all looks.
var knownServices = sync.OnceValues(func() (catalogue, error) {
	var all []known
	if err := yaml.Unmarshal(servicesFile, &all); err != nil {
		return nil, fmt.Errorf("reading the catalogue of services: %w", err)
	}
	c := catalogue{}
	for _, k := range all {
		for _, image := range append(k.Images, k.Name) {
			c[image] = k
		}
	}
	return c, nil
})

// find returns what is known of the image.
func (c catalogue) find(image string) (known, bool) {
	base := strings.ToLower(path.Base(image))
	if at := strings.IndexAny(base, ":@"); at >= 0 {
		base = base[:at]
	}
	for {
		if k, found := c[base]; found && (k.Name != "mssql" || strings.Contains(image, "mssql") || strings.Contains(image, "azure-sql")) {
			return k, true
		}
		at := strings.LastIndexByte(base, '-')
		if at < 0 {
			return known{}, false
		}
		base = base[:at]
	}
}

var (
	withDefault = pattern(`\$\{\w+:?-([^{}]*)\}`)
	variable    = pattern(`[:@]?\$(?:\{[^{}]*\}|\w+|\{\{[^{}]*\}\})`)
)

// plainImage returns an image as it would be pulled without any variable set.
func plainImage(image string) string {
	return variable().ReplaceAllString(withDefault().ReplaceAllString(image, "$1"), "")
}
