package share

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits of a file that is read. One onboarding has some hundred events.
const (
	maxFile   = 64 << 20
	maxEvents = 200_000
)

// FileError says why a file is not the onboarding that it should be.
type FileError struct {
	// File is its name.
	File string
	// Line is where, from 1 on; 0 means the file as a whole.
	Line int
	// Problem says what is wrong, for a person.
	Problem string
}

// Error says where and what.
func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Problem
	}
	return fmt.Sprintf("%s, line %d: %s", e.File, e.Line, e.Problem)
}

// ReadOnboarding reads a file as Write writes it, and nothing else: one that is
// cut off, of another kind, of a newer version, changed or that contradicts itself
// gives a *FileError. name is what to call the file in it.
func ReadOnboarding(r io.Reader, name string) (Onboarding, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return Onboarding{}, &FileError{File: name, Problem: "it cannot be read: " + err.Error()}
	}
	if len(data) > maxFile {
		return Onboarding{}, &FileError{File: name, Problem: fmt.Sprintf("it is larger than %d MiB, which no onboarding is", maxFile>>20)}
	}
	f := &file{name: name, data: data, decoder: json.NewDecoder(bytes.NewReader(data)), sum: newSum()}
	f.decoder.DisallowUnknownFields()
	return f.read()
}

// file is a file that is being read.
type file struct {
	name    string
	data    []byte
	decoder *json.Decoder
	sum     sum
	story   story
}

func (f *file) read() (o Onboarding, err error) {
	if err := f.opens('{'); err != nil {
		return o, f.wrong("it is not an onboarding that firstlight export wrote")
	}
	var kind string
	var version int
	var about header
	if err := f.value("format", &kind); err != nil || kind != format {
		return o, f.wrong("it is not an onboarding that firstlight export wrote")
	}
	if err := f.value("version", &version); err != nil {
		return o, err
	}
	switch {
	case version > OnboardingVersion:
		return o, f.wrong(fmt.Sprintf("a newer Firstlight wrote it (its version is %d, this program knows %d): install the newest and import it again", version, OnboardingVersion))
	case version != OnboardingVersion:
		return o, f.wrong(fmt.Sprintf("there is no version %d of the file", version))
	}
	if err := f.value("onboarding", &about); err != nil {
		return o, err
	}
	o.ID, o.Track = about.ID, about.Track
	line, err := json.Marshal(about)
	if err != nil {
		return o, f.wrong(err.Error())
	}
	f.sum.add(line)
	if problem := about.problem(); problem != "" {
		return o, f.wrong(problem)
	}
	if err := f.events(&o); err != nil {
		return o, err
	}
	var end ending
	if err := f.value("end", &end); err != nil {
		return o, err
	}
	switch {
	case end.Events != len(o.Events):
		return o, f.wrong(fmt.Sprintf("it says that it has %d events, and has %d", end.Events, len(o.Events)))
	case end.SHA256 != f.sum.text():
		return o, f.wrong("it is not as it was written")
	case len(o.Events) == 0:
		return o, f.wrong("nothing happened in it")
	}
	if err := f.opens('}'); err != nil {
		return o, err
	}
	if len(bytes.TrimSpace(f.data[f.decoder.InputOffset():])) > 0 {
		return o, f.wrong("something follows after its end")
	}
	return o, nil
}

func (f *file) events(o *Onboarding) error {
	if err := f.key("events"); err != nil {
		return err
	}
	if err := f.opens('['); err != nil {
		return err
	}
	for f.decoder.More() {
		n := len(o.Events) + 1
		if n > maxEvents {
			return f.wrong(fmt.Sprintf("it has more than %d events, which no onboarding has", maxEvents))
		}
		var w wireEvent
		if err := f.decoder.Decode(&w); err != nil {
			return f.explained(err)
		}
		e, err := w.event()
		if err != nil {
			return f.wrong(fmt.Sprintf("event %d: %v", n, err))
		}
		if problem := f.story.goesOn(e); problem != "" {
			return f.wrong(fmt.Sprintf("event %d (%.40s): %s", n, e.Kind, problem))
		}
		line, err := json.Marshal(w)
		if err != nil {
			return f.wrong(err.Error())
		}
		f.sum.add(line)
		o.Events = append(o.Events, e)
	}
	return f.opens(']')
}

// value reads the next key, which must be the one named, and its value.
func (f *file) value(name string, to any) error {
	if err := f.key(name); err != nil {
		return err
	}
	if err := f.decoder.Decode(to); err != nil {
		return f.explained(err)
	}
	return nil
}

func (f *file) key(name string) error {
	token, err := f.decoder.Token()
	if err != nil {
		return f.explained(err)
	}
	if token != name {
		return f.wrong(fmt.Sprintf("here should be %q", name))
	}
	return nil
}

func (f *file) opens(with json.Delim) error {
	token, err := f.decoder.Token()
	if err != nil {
		return f.explained(err)
	}
	if token != with {
		return f.wrong(fmt.Sprintf("here should be %q", with.String()))
	}
	return nil
}

// explained says for a person what the decoder met.
func (f *file) explained(err error) error {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return f.at(int64(len(f.data)), "it is cut off here")
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(f.data)):
		return f.at(syntax.Offset, "it is cut off here")
	case errors.As(err, &syntax):
		return f.at(syntax.Offset, "it is not JSON: "+syntax.Error())
	case errors.As(err, &wrongType):
		return f.wrong(fmt.Sprintf("%s cannot be a %s", wrongType.Field, wrongType.Value))
	default:
		return f.wrong(strings.TrimPrefix(err.Error(), "json: "))
	}
}

func (f *file) wrong(problem string) error { return f.at(f.decoder.InputOffset(), problem) }

func (f *file) at(offset int64, problem string) error {
	offset = min(max(offset, 0), int64(len(f.data)))
	return &FileError{File: f.name, Line: 1 + bytes.Count(f.data[:offset], []byte{'\n'}), Problem: problem}
}
