package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"reflect"
	"runtime/debug"

	"firstlight/app"
)

// bodyLimit bounds the arguments of one call, in bytes.
const bodyLimit = 1 << 20

// calls answers calls of an App's exported methods, by name: exactly those that
// Wails binds for the window.
type calls struct {
	methods map[string]reflect.Value
	log     *slog.Logger
}

func newCalls(a *app.App, log *slog.Logger) *calls {
	c := &calls{methods: map[string]reflect.Value{}, log: log}
	value := reflect.ValueOf(a)
	for m := range value.Type().Methods() {
		c.methods[m.Name] = value.MethodByName(m.Name)
	}
	return c
}

// ServeHTTP answers one call: its arguments are a JSON list, its answer is the
// method's result or an app.Error.
func (c *calls) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	method, ok := c.methods[name]
	if !ok {
		refuse(w, http.StatusNotFound, app.CodeNotFound, fmt.Sprintf("There is no method %q", name), reload)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, app.CodeInvalid, "The arguments of a call are sent as application/json", reload)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			refuse(w, http.StatusRequestEntityTooLarge, app.CodeInvalid,
				fmt.Sprintf("The arguments are larger than the %d bytes that a call may have", large.Limit), "Send less at once.")
			return
		}
		refuse(w, http.StatusBadRequest, app.CodeInvalid, "The arguments did not arrive whole", "Try again.")
		return
	}
	args, err := arguments(method.Type(), body)
	if err != nil {
		refuse(w, http.StatusBadRequest, app.CodeInvalid, fmt.Sprintf("The arguments do not fit %s: %v", name, err), reload)
		return
	}
	result, err := c.call(r, name, method, args)
	if err != nil {
		e := app.Explain(err)
		answer(w, statusOf(e.Code), e)
		return
	}
	answer(w, http.StatusOK, result)
}

const reload = "Reload the page; it may be older than the program."

// arguments reads the JSON list of a method's arguments.
func arguments(method reflect.Type, body []byte) ([]reflect.Value, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, err
	}
	if len(list) != method.NumIn() {
		return nil, fmt.Errorf("%d came, and it takes %d", len(list), method.NumIn())
	}
	args := make([]reflect.Value, 0, len(list))
	for i, text := range list {
		arg := reflect.New(method.In(i))
		if err := json.Unmarshal(text, arg.Interface()); err != nil {
			return nil, fmt.Errorf("number %d: %w", i+1, err)
		}
		args = append(args, arg.Elem())
	}
	return args, nil
}

// call calls the method. One that panics costs only its own call.
func (c *calls) call(r *http.Request, name string, method reflect.Value, args []reflect.Value) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			c.log.ErrorContext(r.Context(), "a call crashed", "method", name, "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("%s crashed: %v", name, p)
		}
	}()
	for _, out := range method.Call(args) {
		switch value := out.Interface().(type) {
		case error:
			err = value
		default:
			if out.Type() != reflect.TypeFor[error]() {
				result = value
			}
		}
	}
	return result, err
}

// statusOf returns the HTTP status that fits an error's code.
func statusOf(code string) int {
	switch code {
	case app.CodeInvalid, app.CodeAnswer:
		return http.StatusUnprocessableEntity
	case app.CodeNotFound:
		return http.StatusNotFound
	case app.CodeInternal:
		return http.StatusInternalServerError
	default:
		return http.StatusConflict
	}
}

func notPosted(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", http.MethodPost)
	refuse(w, http.StatusMethodNotAllowed, app.CodeInvalid, "Calls are made with POST", reload)
}

// refuse answers with an error in the form that calls have.
func refuse(w http.ResponseWriter, status int, code, message, hint string) {
	answer(w, status, &app.Error{Code: code, Message: message, Hint: hint})
}

func answer(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		// Only a type that JSON has no form for fails, and none is sent.
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	// A browser that is gone cannot be told so.
	_, _ = w.Write(body)
}
