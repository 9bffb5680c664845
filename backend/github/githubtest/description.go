package githubtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// described are the operations of GitHub's API that the server answers.
var described = []string{
	"GET /user",
	"GET /repos/{owner}/{repo}",
	"POST /repos/{owner}/{repo}/forks",
	"GET /repos/{owner}/{repo}/issues",
	"POST /repos/{owner}/{repo}/issues",
	"GET /repos/{owner}/{repo}/issues/{issue_number}",
	"POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
	"POST /repos/{owner}/{repo}/issues/{issue_number}/assignees",
	"GET /repos/{owner}/{repo}/pulls",
	"POST /repos/{owner}/{repo}/pulls",
	"GET /repos/{owner}/{repo}/pulls/{pull_number}",
	"GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
	"POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
	"GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
	"GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
	"GET /repos/{owner}/{repo}/commits/{ref}/status",
}

// description is what GitHub says of these operations, in the form of OpenAPI.
type description struct{ doc *openapi3.T }

// load reads the description once for all tests of a program: it is long.
var load = sync.OnceValues(func() (*description, error) {
	file, err := find()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text, err = prune(text)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return &description{doc: doc}, nil
})

// find returns where build/test/openapi.sh puts the description.
func find() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return filepath.Join(folder, "build", "cache", "openapi", "api.github.com.json"), nil
		}
		up := filepath.Dir(folder)
		if up == folder {
			return "", fmt.Errorf("no go.mod above the tests")
		}
		folder = up
	}
}

// Missing returns why there can be no server on this machine, or nil.
func Missing() error {
	_, err := load()
	return err
}

// describe returns the description, or skips the test where this machine does
// not have it; on CI that is a failure.
func describe(t testing.TB) *description {
	t.Helper()
	d, err := load()
	if err == nil {
		return d
	}
	if !os.IsNotExist(err) || os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	t.Skip("needs GitHub's description of its API: build/test/openapi.sh")
	return nil
}

// prune leaves of the description the operations that are answered and what they
// refer to: it is of a thousand others.
func prune(text []byte) ([]byte, error) {
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	all, _ := doc["paths"].(map[string]any)
	paths := map[string]any{}
	for _, d := range described {
		method, path, _ := strings.Cut(d, " ")
		item, ok := all[path].(map[string]any)
		operation := item[strings.ToLower(method)]
		if !ok || operation == nil {
			return nil, fmt.Errorf("it does not describe %s", d)
		}
		kept, _ := paths[path].(map[string]any)
		if kept == nil {
			kept = map[string]any{}
			paths[path] = kept
		}
		kept[strings.ToLower(method)] = operation
	}
	components, _ := doc["components"].(map[string]any)
	kept := map[string]any{}
	keep(paths, components, kept)
	return json.Marshal(map[string]any{
		"openapi": doc["openapi"], "info": doc["info"], "paths": paths, "components": kept,
	})
}

// keep copies the components that a value refers to, and those that they refer
// to.
func keep(value any, components, kept map[string]any) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			keep(item, components, kept)
		}
	case map[string]any:
		for _, item := range v {
			keep(item, components, kept)
			reference, _ := item.(string)
			rest, ok := strings.CutPrefix(reference, "#/components/")
			if !ok {
				continue
			}
			sort, name, _ := strings.Cut(rest, "/")
			group, _ := kept[sort].(map[string]any)
			if group == nil {
				group = map[string]any{}
				kept[sort] = group
			}
			if _, there := group[name]; there {
				continue
			}
			from, _ := components[sort].(map[string]any)
			group[name] = from[name]
			keep(from[name], components, kept)
		}
	}
}

// operation returns what the description says of one operation.
func (d *description) operation(method, path string) (*openapi3.PathItem, *openapi3.Operation) {
	item := d.doc.Paths.Value(path)
	if item == nil {
		return nil, nil
	}
	return item, item.GetOperation(method)
}

// example returns GitHub's own example of an answer, to be changed at will.
func (d *description) example(method, path string, status int) any {
	_, operation := d.operation(method, path)
	media := operation.Responses.Status(status).Value.Content.Get("application/json")
	names := slices.Sorted(maps.Keys(media.Examples))
	if len(names) == 0 {
		panic(fmt.Sprintf("no example of %s %s with %d", method, path, status))
	}
	value := media.Examples[names[0]].Value.Value
	// Some examples stand one level deeper than they should.
	if inner, ok := value.(map[string]any); ok && len(inner) == 1 {
		if reference, ok := inner["$ref"].(string); ok {
			value = d.doc.Components.Examples[strings.TrimPrefix(reference, "#/components/examples/")].Value.Value
		}
	}
	return clone(value)
}

// clone returns a copy that shares nothing with the original.
func clone(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	var copied any
	if err := json.Unmarshal(text, &copied); err != nil {
		panic(err)
	}
	return copied
}
