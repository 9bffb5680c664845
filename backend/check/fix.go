package check

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Fix is one way to make a claim hold. It runs only on a person's consent, and
// only the observation that follows says whether it worked.
type Fix struct {
	// ID names the fix within its step and stays the same between versions.
	ID string
	// Title says what the fix does, as a button would.
	Title string
	// Effect says in one sentence what will be different afterwards.
	Effect string
	// Privilege is the right that the commands need.
	Privilege Privilege
	// Undo says how to take the fix back: a command or a sentence.
	Undo string
	// Back says that the fix takes back what holds, such as a sign-in; it is
	// offered while the claim holds as well.
	Back bool
	// Reaches are what programs that the fix starts may reach or change of this
	// machine beyond what the fix is about, one sentence each. Where there are any,
	// it runs only once the person has approved of each.
	Reaches []string
	// Tends names the service that the fix does something with, such as "db". It is
	// an act that a person asks for where the service is shown, whether the claim
	// holds or not, and no remedy; empty means that the fix is one.
	Tends string
	// Destroys are the things that are gone for good afterwards, such as "the volume
	// shop_data"; a person agrees to that by its own name.
	Destroys []string
	// Recommended says who recommends this way over the others, such as "your
	// platform team"; it is empty where nobody does.
	Recommended string
	// Inputs are what a person must say before the fix can run.
	Inputs []Input
	// Plan returns the exact commands for the answers given, in order. It is
	// shown before the fix runs.
	Plan func(Answers) []Command
	// Apply carries out the plan where starting its commands one after another
	// is not enough; nil means that the commands are run as planned.
	Apply func(ctx context.Context, answers Answers, out Output) error
}

// Privilege is the right that a fix needs.
type Privilege string

// The privileges that a fix can need.
const (
	// User is the right of the person who runs Firstlight.
	User Privilege = "user"
	// Admin is the right of the machine's administrator, asked for by the
	// system's own dialog.
	Admin Privilege = "admin"
)

// Input is one thing that a fix has to be told.
type Input struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	// Hint says in one sentence what a good answer is.
	Hint string `json:"hint,omitempty"`
	// Default is what is used when nothing is said.
	Default string `json:"default,omitempty"`
	// Pattern is a regular expression in RE2 syntax that an answer must match
	// whole; empty means any text that is not blank.
	Pattern string `json:"pattern,omitempty"`
	// Refuse says why an answer that matches is none all the same, as the end of a
	// sentence; nothing where it is one. Nil refuses none.
	Refuse func(answer string) (why string) `json:"-"`
	// Secret says that the answer is not to be shown as it is typed, and is kept
	// nowhere. A fix's plan must not contain it.
	Secret bool `json:"secret,omitempty"`
	// Long says that the answer is a text of several lines, and may be empty.
	Long bool `json:"long,omitempty"`
	// Consent says that the answer is itself the person's yes: it is asked once all
	// that the fix does was shown, and nothing is asked after it. An unattended run,
	// which gives no answers, never gives that one.
	Consent bool `json:"consent,omitempty"`
	// Choices are the answers to choose from, best first; where there are none
	// the answer is typed.
	Choices []Choice `json:"choices,omitempty"`
}

// Choice is one answer to choose.
type Choice struct {
	// Value is the answer, and Label what the person reads.
	Value string `json:"value"`
	Label string `json:"label"`
	// Hint says more about it in a few words; it may be empty.
	Hint string `json:"hint,omitempty"`
}

// Answers are a person's answers to the Inputs of a fix, by name.
type Answers map[string]string

// Answer checks the answers given against the fix's inputs, fills in defaults
// and drops what was not asked. It returns an *AnswerError for the first input
// without a usable answer.
func (f Fix) Answer(given Answers) (Answers, error) {
	answers := Answers{}
	for _, in := range f.Inputs {
		value, fits := in.read(given)
		if !fits {
			return nil, &AnswerError{Input: in}
		}
		if len(in.Choices) > 0 && !slices.ContainsFunc(in.Choices, func(c Choice) bool { return c.Value == value }) {
			return nil, &AnswerError{Input: in, Given: value}
		}
		if in.Pattern != "" {
			pattern, err := regexp.Compile(`^(?:` + in.Pattern + `)$`)
			if err != nil {
				return nil, fmt.Errorf("input %s: %w", in.Name, err)
			}
			if !pattern.MatchString(value) {
				return nil, &AnswerError{Input: in, Given: value}
			}
		}
		if in.Refuse != nil {
			if why := in.Refuse(value); why != "" {
				return nil, &AnswerError{Input: in, Given: value, Why: why}
			}
		}
		answers[in.Name] = value
	}
	return answers, nil
}

// longest bounds an answer of several lines, in bytes.
const longest = 64 << 10

// read returns what was answered, or else the default, and whether it is of the
// form that is wanted. Whoever empties a text means it to be empty.
func (in Input) read(given Answers) (value string, fits bool) {
	said, there := given[in.Name]
	value = strings.TrimSpace(said)
	if value == "" && (!in.Long || !there) {
		value = in.Default
	}
	if !in.Long {
		return value, value != "" && !strings.ContainsAny(value, "\x00\r\n")
	}
	value = strings.ReplaceAll(value, "\r\n", "\n")
	return value, len(value) <= longest && !strings.ContainsAny(value, "\x00\r")
}

// Preview returns the commands for the answers given so far; what is not
// answered yet stands as ‹label›.
func (f Fix) Preview(given Answers) []Command {
	if f.Plan == nil {
		return nil
	}
	answers := Answers{}
	for _, in := range f.Inputs {
		value := strings.TrimSpace(given[in.Name])
		if value == "" {
			value = in.Default
		}
		if value == "" || in.Secret {
			value = "‹" + strings.ToLower(in.Label) + "›"
		}
		answers[in.Name] = value
	}
	return f.Plan(answers)
}

// AnswerError says that an input of a fix has no usable answer.
type AnswerError struct {
	Input Input
	Given string
	// Why is what Refuse said.
	Why string
}

// Error says which answer is missing or does not fit, and what would.
func (e *AnswerError) Error() string { return e.Wrong() + " " + e.Input.Hint }

// Wrong says which answer is missing or does not fit, for whoever has been told already
// what would.
func (e *AnswerError) Wrong() string {
	switch {
	case e.Given == "":
		return e.Input.Label + " is needed."
	case e.Input.Secret:
		return e.Input.Label + " is not of the right form. Perhaps not all of it was copied, or more than it."
	case e.Why != "":
		return fmt.Sprintf("%s cannot be %q: %s.", e.Input.Label, e.Given, e.Why)
	}
	return fmt.Sprintf("%s cannot be %q.", e.Input.Label, e.Given)
}

// Command is one program to start, or one text for the shell.
type Command struct {
	// Args are the program and its arguments. They never pass through a shell.
	Args []string
	// Shell is a text that goes to the system's shell as its author wrote it;
	// it is used when Args is empty.
	Shell string
	// Dir is the folder to start in; empty means that it does not matter to a
	// program, and the workspace for a text.
	Dir string
	// Env are further variables, NAME=value.
	Env []string
}

// Run returns a command from a program and its arguments.
func Run(args ...string) Command { return Command{Args: args} }

// In returns the command started in dir.
func (c Command) In(dir string) Command {
	c.Dir = dir
	return c
}

// String returns the command as a person would type it in a POSIX shell.
func (c Command) String() string {
	words := make([]string, 0, len(c.Env)+len(c.Args))
	for _, v := range c.Env {
		name, value, _ := strings.Cut(v, "=")
		words = append(words, name+"="+quote(value))
	}
	if len(c.Args) == 0 {
		return strings.Join(append(words, strings.TrimRight(c.Shell, "\n")), " ")
	}
	for _, a := range c.Args {
		words = append(words, quote(a))
	}
	return strings.Join(words, " ")
}

var plainWord = regexp.MustCompile(`^[\w@%+=:,./‹› -]+$`)

func quote(word string) string {
	if plainWord.MatchString(word) && !strings.ContainsAny(word, " ") {
		return word
	}
	if strings.HasPrefix(word, "‹") && strings.HasSuffix(word, "›") {
		return word
	}
	return `'` + strings.ReplaceAll(word, `'`, `'\''`) + `'`
}
