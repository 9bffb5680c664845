package web

import (
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed plain.html
var plainSource string

var plain = template.Must(template.New("plain").Parse(plainSource))

// text is what a plain page says: what happened, why, and what to do next.
type text struct {
	Title, Why, Next string
	// Link adds a link to the interface; Onward also follows it by itself.
	Link, Onward bool
}

const askAgain = "In the terminal where firstlight serve runs, press Enter. Then open the new address here."

func strangerText() text {
	return text{
		Title: "Firstlight does not know this browser",
		Why:   "It can run programs on this machine, so it opens only with the address that it printed in the terminal.",
		Next:  askAgain,
	}
}

func usedText() text {
	return text{
		Title: "This address has done its work",
		Why: "Each address works once, so that nobody else can use it after you. " +
			"This one was used already, or a newer one has been printed since.",
		Next: askAgain,
	}
}

func welcomeText() text {
	return text{
		Title: "Welcome", Why: "This browser is let in now.", Next: "Firstlight opens by itself in a moment.",
		Link: true, Onward: true,
	}
}

func missingText() text {
	return text{
		Title: "There is nothing here", Why: "Firstlight has no page under this address.", Next: "Go back to the first page.",
		Link: true,
	}
}

func hostText(port int) text {
	return text{
		Title: "Firstlight answers only under its own address",
		Why:   "It can run programs on this machine, so it does not answer to names that another site could have chosen.",
		Next: fmt.Sprintf("Open http://127.0.0.1:%d/ instead. If you forward a port from another machine, keep its number: "+
			"ssh -L %d:127.0.0.1:%d and the machine's name.", port, port, port),
	}
}

// show answers with a page that needs nothing else from the server.
func show(w http.ResponseWriter, status int, t text) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// A browser that is gone cannot be told so.
	_ = plain.Execute(w, t)
}
