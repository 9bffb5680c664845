package web_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"firstlight/app"
)

func TestEveryMethodThatIsBoundCanBeCalled(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	bound := reflect.TypeFor[*app.App]()
	if bound.NumMethod() == 0 {
		t.Fatal("the App has no methods")
	}
	for m := range bound.Methods() {
		// No method takes this many arguments, so that none is carried out.
		_, _, body := f.do(client, f.call(m.Name, "[1,2,3,4,5,6,7,8,9]"))
		if !strings.Contains(string(body), "do not fit "+m.Name) {
			t.Errorf("%s answered %s", m.Name, body)
		}
	}
}

func TestNothingElseCanBeCalled(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for _, name := range []string{"state", "Start", "opened", "guide", "Guide", "String", "nothing", "State%2F", "%00"} {
		f.fails(client, f.call(name, "[]"), http.StatusNotFound, app.CodeNotFound)
	}
}

func TestACallMustBeMadeAsThePageMakesIt(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	get := f.request(http.MethodGet, "/call/State", "")
	f.fails(client, get, http.StatusMethodNotAllowed, app.CodeInvalid)
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} {
		r := f.call("State", "[]")
		r.Header.Set("Content-Type", kind)
		f.fails(client, r, http.StatusUnsupportedMediaType, app.CodeInvalid)
	}
	for _, args := range []string{"", "{}", "null,", `["more"]`, "[", "0"} {
		f.fails(client, f.call("State", args), http.StatusBadRequest, app.CodeInvalid)
	}
	f.fails(client, f.call("Output", `["run", "not a number"]`), http.StatusBadRequest, app.CodeInvalid)
	large := `["` + strings.Repeat("x", 1<<20) + `"]`
	f.fails(client, f.call("Approve", large), http.StatusRequestEntityTooLarge, app.CodeInvalid)
}

func TestAFailedCallAnswersWithTheErrorOfTheApp(t *testing.T) {
	f := serve(t, notOpen(t))
	f.fails(f.insider(), f.call("State", "[]"), http.StatusConflict, app.CodeNotOpen)
}

func TestACallThatCrashesCostsOnlyItself(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	f.fails(client, f.call("Open", `["crash", ""]`), http.StatusInternalServerError, app.CodeInternal)
	f.fails(client, f.call("State", "[]"), http.StatusConflict, app.CodeNotOpen)
}
