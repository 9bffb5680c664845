package github

import (
	"context"
	"path"
	"slices"
	"strings"
)

// template is a text with which a repository wants pull requests to begin.
type template struct {
	// name is what its file is called without an ending; empty for none, and for
	// the one that GitHub takes by itself.
	name, text string
}

// says names the template, as a hint to who fills it in.
func (t template) says() string {
	switch {
	case t.text == "":
		return "The repository has no template for it."
	case t.name == "":
		return "It begins as the repository's template."
	default:
		return "It begins as the repository's template " + t.name + "."
	}
}

// The longest template that is used, in bytes, and the most of them.
const (
	templateLimit = 64 << 10
	templatesMost = 10
)

// templates returns the texts with which the repository wants pull requests to
// begin, the one that GitHub takes by itself first; at least one, which may be
// empty. GitHub looks for them in these folders.
func (g *GitHub) templates(ctx context.Context, at place) ([]template, error) {
	var found []template
	for _, folder := range []string{".github", "", "docs"} {
		files, err := g.clones.Files(ctx, at.dir, at.work.Base, folder)
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(files, isTemplate); i >= 0 && (len(found) == 0 || found[0].name != "") {
			text, err := g.clones.Text(ctx, at.dir, at.work.Base, files[i])
			if err != nil {
				return nil, err
			}
			found = slices.Insert(found, 0, template{text: text})
		}
		for _, file := range files {
			if strings.ToLower(path.Base(file)) != templateStem {
				continue
			}
			several, err := g.templatesIn(ctx, at, file)
			if err != nil {
				return nil, err
			}
			found = append(found, several...)
			if len(several) > 0 || len(found) > 0 && found[0].name == "" {
				continue
			}
			// It may be a file without an ending, rather than a folder.
			if text, err := g.clones.Text(ctx, at.dir, at.work.Base, file); err == nil {
				found = slices.Insert(found, 0, template{text: text})
			}
		}
	}
	found = slices.DeleteFunc(found, func(t template) bool { return len(t.text) > templateLimit })
	if len(found) == 0 {
		found = []template{{}}
	}
	return found[:min(len(found), templatesMost)], nil
}

// templatesIn returns the templates of a folder, in the order of their names.
func (g *GitHub) templatesIn(ctx context.Context, at place, folder string) ([]template, error) {
	files, err := g.clones.Files(ctx, at.dir, at.work.Base, folder)
	if err != nil {
		return nil, err
	}
	var found []template
	for _, file := range files {
		ending := path.Ext(file)
		if !slices.Contains([]string{".md", ".txt"}, strings.ToLower(ending)) {
			continue
		}
		text, err := g.clones.Text(ctx, at.dir, at.work.Base, file)
		if err != nil {
			return nil, err
		}
		found = append(found, template{name: plain(strings.TrimSuffix(path.Base(file), ending)), text: text})
	}
	return found, nil
}

// templateStem is what such a file is called, or a folder of several.
const templateStem = "pull_request_template"

func isTemplate(file string) bool {
	switch strings.ToLower(path.Base(file)) {
	case templateStem + ".md", templateStem + ".txt":
		return true
	default:
		return false
	}
}
