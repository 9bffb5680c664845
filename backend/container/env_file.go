package container

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/template"

	"firstlight/backend/check"
	"firstlight/backend/whole"
)

const (
	// EnvMissing: a file of variables that the compose file reads is not there.
	EnvMissing = "compose/env-missing"
	// ValueMissing: a variable without which the compose file says nothing has no
	// value.
	ValueMissing = "compose/value-missing"

	// templateLimit is the most bytes that a template may have.
	templateLimit = 256 << 10
)

// lacking says that variables are missing without which the compose files cannot
// be read; false where that is not the reason.
func (c *composeCheck) lacking(ctx context.Context, cause error) (check.Finding, bool) {
	for _, file := range c.spec.EnvFiles {
		if !exists(file) {
			return c.noEnvFile(file), true
		}
	}
	var required *template.MissingRequiredError
	if errors.As(cause, &required) {
		return c.noValue(required), true
	}
	project, err := c.engine.load(ctx, c.spec, cli.WithoutEnvironmentResolution)
	if err != nil {
		return check.Finding{}, false
	}
	for _, name := range project.ServiceNames() {
		for _, file := range project.Services[name].EnvFiles {
			if bool(file.Required) && !exists(file.Path) {
				return c.noEnvFile(file.Path), true
			}
		}
	}
	return check.Finding{}, false
}

// noEnvFile says that a file of variables is missing, and keeps the way to make
// it from its template.
func (c *composeCheck) noEnvFile(file string) check.Finding {
	f := check.NotYet(EnvMissing, fmt.Sprintf("There is no %s, which holds variables for the services", filepath.Base(file)), check.Literal("File", file))
	if !c.spec.owns(file) {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Ask whoever wrote the compose file what is to be in it; it lies outside the project"))
		return f
	}
	from := templateOf(file)
	if from == "" {
		f.Evidence = append(f.Evidence, check.Fact("What to do", "Ask your team what is to be in it; there is no template beside it"))
		return f
	}
	t, err := readTemplate(from)
	if err != nil {
		f.Evidence = append(f.Evidence, check.Fact("Its template cannot be read", err.Error()))
		return f
	}
	f.Evidence = append(f.Evidence, check.Literal("Template", from))
	asked := t.asked()
	if len(asked) > 0 {
		f.Evidence = append(f.Evidence, check.Literal("Only you can fill in", strings.Join(names(asked), ", ")))
	}
	c.remember(makeEnv(file, from, t, asked))
	return f
}

// noValue says that a variable has no value, and keeps the way to give it one.
func (c *composeCheck) noValue(missing *template.MissingRequiredError) check.Finding {
	file := filepath.Join(filepath.Dir(c.spec.Files[0]), ".env")
	if len(c.spec.EnvFiles) > 0 {
		file = c.spec.EnvFiles[len(c.spec.EnvFiles)-1]
	}
	if from := templateOf(file); !exists(file) && from != "" {
		if f := c.noEnvFile(file); f.Code != "" {
			f.Evidence = append(f.Evidence, check.Literal("Asked for", missing.Variable))
			return f
		}
	}
	f := check.NotYet(ValueMissing, fmt.Sprintf("%s has no value, and the services need it", missing.Variable), check.Literal("File", file))
	hint := "The compose file asks for it."
	if missing.Reason != "" {
		f.Evidence = append(f.Evidence, check.Fact("The compose file says", missing.Reason))
		hint = "The compose file says: " + missing.Reason + "."
	}
	input := check.Input{Name: missing.Variable, Label: missing.Variable, Hint: hint, Secret: isSecret(missing.Variable)}
	c.remember(check.Fix{
		ID: "give-value", Title: fmt.Sprintf("Give %s a value", missing.Variable),
		Effect:    fmt.Sprintf("It is written into %s, which compose reads, and nowhere else", file),
		Privilege: check.User, Undo: fmt.Sprintf("Take the line that starts with %s= out of %s", missing.Variable, file),
		Inputs: []check.Input{input},
		Plan: func(a check.Answers) []check.Command {
			return []check.Command{{Shell: fmt.Sprintf("echo %s=%s >> %s", missing.Variable, shown(input, a), filepath.Base(file)), Dir: filepath.Dir(file)}}
		},
		Apply: func(_ context.Context, a check.Answers, _ check.Output) error { return setVariables(file, a) },
	})
	return f
}

// shown returns an answer as it may be shown.
func shown(in check.Input, a check.Answers) string {
	if in.Secret {
		return "‹" + in.Label + "›"
	}
	return a[in.Name]
}

// makeEnv returns the way to make a file of variables from its template.
func makeEnv(file, from string, t envTemplate, asked []envLine) check.Fix {
	fix := check.Fix{
		ID: "make-env", Title: fmt.Sprintf("Make %s from %s", filepath.Base(file), filepath.Base(from)),
		Effect:    fmt.Sprintf("%s is made as its template says; only you can read it", file),
		Privilege: check.User, Undo: "rm " + file,
		Plan: commands(check.Run("cp", from, file), check.Run("chmod", "600", file)),
	}
	if len(asked) > 0 {
		fix.Effect = fmt.Sprintf("%s is made as its template says, with the values that you give here, which are kept nowhere else; only you can read it", file)
	}
	for _, line := range asked {
		fix.Inputs = append(fix.Inputs, line.input())
	}
	fix.Apply = func(_ context.Context, a check.Answers, out check.Output) error {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", file, err)
		}
		made, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return fmt.Errorf("making %s: %w", file, err)
		}
		_, err = io.WriteString(made, t.with(a))
		if err := errors.Join(err, made.Close()); err != nil {
			return fmt.Errorf("writing %s: %w", file, err)
		}
		out.Line("Made " + file)
		return nil
	}
	return fix
}

// templateOf returns the template that lies beside a file of variables, as
// projects name it; empty where there is none.
func templateOf(file string) string {
	dir, base := filepath.Split(file)
	plain := strings.TrimPrefix(base, ".")
	// A template is often for the plain name, whatever else the file is called.
	bases := []string{base, plain}
	if strings.HasPrefix(base, ".env") {
		bases = append(bases, ".env", "env")
	}
	for _, base := range bases {
		for _, end := range []string{"example", "template", "sample", "dist", "tmpl", "default", "defaults"} {
			for _, name := range []string{base + "." + end, base + "-" + end, end + "." + plain} {
				path := filepath.Join(dir, name)
				if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
					return path
				}
			}
		}
	}
	return ""
}

// owns reports whether a file lies in the folder of the compose file or below it,
// so that it may be made there.
func (spec ComposeSpec) owns(file string) bool {
	inside, err := filepath.Rel(real(filepath.Dir(spec.Files[0])), filepath.Join(real(filepath.Dir(file)), filepath.Base(file)))
	return err == nil && filepath.IsLocal(inside)
}

// envTemplate is a file of variables, line by line.
type envTemplate []envLine

// envLine is one line of a file of variables.
type envLine struct {
	text string
	// name is the variable that the line sets, empty where it sets none; value is
	// what it sets it to, and lead what stands before the value.
	name, value, lead string
	// about is what the comment above the line says.
	about string
}

var envAssignment = regexp.MustCompile(`^(\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*)(.*?)\s*$`)

func readTemplate(file string) (envTemplate, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > templateLimit {
		return nil, fmt.Errorf("%s has more than %d bytes", file, templateLimit)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var t envTemplate
	about := ""
	for line := range strings.Lines(strings.ToValidUTF8(string(text), "�")) {
		line = strings.TrimRight(line, "\r\n")
		found := envAssignment.FindStringSubmatch(line)
		comment, isComment := strings.CutPrefix(strings.TrimSpace(line), "#")
		switch {
		case found != nil:
			value, trailing := plainValue(found[3])
			if trailing != "" {
				about = trailing
			}
			t = append(t, envLine{text: line, lead: found[1], name: found[2], value: value, about: about})
			about = ""
		case isComment:
			about = strings.TrimSpace(about + " " + strings.TrimSpace(comment))
			t = append(t, envLine{text: line})
		default:
			about = ""
			t = append(t, envLine{text: line})
		}
	}
	return t, nil
}

// plainValue returns a value without its quotes, and the comment behind it.
func plainValue(text string) (value, comment string) {
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		if end := strings.IndexByte(text[1:], text[0]); end >= 0 {
			_, comment, _ = strings.Cut(text[end+2:], "#")
			return text[1 : end+1], strings.TrimSpace(comment)
		}
	}
	if strings.HasPrefix(text, "#") {
		return "", strings.TrimSpace(text[1:])
	}
	value, comment, _ = strings.Cut(text, " #")
	return strings.TrimSpace(value), strings.TrimSpace(comment)
}

// placeholder finds values that stand for one that a person has to fill in.
var placeholder = regexp.MustCompile(`(?i)^(?:<.*>|\{\{.*\}\}|\[.*\]|x{3,}|\.{3}|…|(?:.*[^a-z])?(?:change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)?|fix[-_ ]?me|todo|placeholder|insert|fill[-_ ]?(?:me|in))(?:[^a-z].*)?|your[-_ ].*|.*[-_]here)$`)

// secret finds names of variables whose values nobody else may see.
var secret = regexp.MustCompile(`(?i)(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|CREDENTIALS?|PRIVATE|(?:API|ACCESS|AUTH|ENCRYPTION|SIGNING|LICENSE|MASTER|_)_?KEY|DSN)(?:_|$|\d)`)

func isSecret(name string) bool { return secret.MatchString(name) }

// asked returns the lines whose values only a person can fill in: those with a
// placeholder, and secrets that are left empty.
func (t envTemplate) asked() []envLine {
	var asked []envLine
	for _, line := range t {
		if line.name != "" && (placeholder.MatchString(line.value) || line.value == "" && isSecret(line.name)) {
			asked = append(asked, line)
		}
	}
	return asked
}

// none is the answer that leaves a value empty.
const none = "none"

func (l envLine) input() check.Input {
	in := check.Input{Name: l.name, Label: l.name, Secret: isSecret(l.name)}
	if l.about != "" {
		in.Hint = "The template says: " + strings.TrimSuffix(l.about, ".") + "."
	}
	if l.value == "" {
		in.Hint = strings.TrimSpace(in.Hint + " Type " + none + " to leave it empty, as it is there.")
	}
	return in
}

func names(lines []envLine) []string {
	var all []string
	for _, line := range lines {
		if !slices.Contains(all, line.name) {
			all = append(all, line.name)
		}
	}
	return all
}

// with returns the template with the answers in it.
func (t envTemplate) with(a check.Answers) string {
	var b strings.Builder
	for _, line := range t {
		text := line.text
		if value, ok := a[line.name]; ok && line.name != "" && (line.value != "" || value != none) {
			text = line.lead + quoted(value)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

var plainEnvValue = regexp.MustCompile(`^[\w./:@%+,=-]*$`)

// quoted returns a value as a file of variables has it.
func quoted(value string) string {
	switch {
	case plainEnvValue.MatchString(value):
		return value
	case !strings.Contains(value, "'"):
		return "'" + value + "'"
	default:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`).Replace(value) + `"`
	}
}

// setVariables sets variables in a file of them, in place where it has them
// already, and makes the file where there is none.
func setVariables(file string, values map[string]string) error {
	t, err := readTemplate(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	left := maps.Clone(values)
	for i, line := range t {
		if value, ok := values[line.name]; ok && line.name != "" {
			t[i].text = line.lead + quoted(value)
			delete(left, line.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		t = append(t, envLine{text: name + "=" + quoted(left[name])})
	}
	mode := fs.FileMode(0o600)
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	if err := whole.Write(file, []byte(t.with(nil)), mode); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
