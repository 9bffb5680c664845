package check

import (
	"context"
	"errors"
)

// Question is something that only the person can say and that comes up while
// work goes on: a password that git asks for, a host key that nobody has seen
// yet, a code to type into a page.
type Question struct {
	Kind QuestionKind `json:"kind"`
	// Title is the question itself, in one plain sentence.
	Title string `json:"title"`
	// Text says why it is asked and what happens with the answer.
	Text string `json:"text"`
	// Facts are what the person needs to answer well, in the order to show them.
	Facts []Evidence `json:"facts"`
	// Label names the answer, such as "Password"; it is empty for a Confirm and
	// an Await.
	Label string `json:"label"`
	// Accept is the word on the button that answers, such as "Trust this key".
	Accept string `json:"accept"`
	// Code is what the person carries elsewhere, such as a one-time code, and
	// Link the https address of the page that she carries it to; they may be
	// empty.
	Code string `json:"code"`
	Link string `json:"link"`
}

// QuestionKind says what sort of answer a question wants.
type QuestionKind string

// The kinds of question.
const (
	// Text wants a line that may be seen.
	Text QuestionKind = "text"
	// Secret wants a line that nobody may see, and that is kept nowhere.
	Secret QuestionKind = "secret"
	// Confirm wants a yes; the answer is then Yes.
	Confirm QuestionKind = "confirm"
	// Await wants nothing typed here: the work learns elsewhere that the person
	// did as told, and then takes the question back.
	Await QuestionKind = "await"
)

// Yes is the answer to a Confirm that the person agreed to.
const Yes = "yes"

// The reasons for which a question has no answer.
var (
	// ErrNobody says that there is nobody to ask, as in an unattended run.
	ErrNobody = errors.New("nobody is there to answer")
	// ErrDeclined says that the person would not answer.
	ErrDeclined = errors.New("you chose not to answer")
)

// Ask answers that nobody is there.
func (Silent) Ask(context.Context, Question) (string, error) { return "", ErrNobody }
