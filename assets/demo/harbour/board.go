package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

//go:embed board.html
var boardPage string

// shining is a lamp as the page shows it.
type shining struct {
	Lamp
	Rhythm, Colour string
	Seconds        int
}

// newBoard returns the harbour's two pages: the board itself at / and a sign of
// life at /health. It refuses a lamp that cannot shine as it is written.
func newBoard(lamps []Lamp) (http.Handler, error) {
	rhythms := map[string]string{"Fl": "flash", "Fl(2)": "flash2", "Fl(3)": "flash3", "Oc": "eclipse", "Iso": "equal"}
	colours := map[string]string{"W": "white", "R": "red", "G": "green", "Y": "yellow"}
	var lit []shining
	for _, lamp := range lamps {
		light, err := parseLight(lamp.Light)
		if err != nil {
			return nil, fmt.Errorf("the lamp of %s: %w", lamp.Name, err)
		}
		lit = append(lit, shining{lamp, rhythms[light.Rhythm], colours[light.Colour], light.Seconds})
	}
	page, err := template.New("board").Parse(boardPage)
	if err != nil {
		return nil, fmt.Errorf("read the board's page: %w", err)
	}
	var board bytes.Buffer
	if err := page.Execute(&board, lit); err != nil {
		return nil, fmt.Errorf("draw the board: %w", err)
	}

	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, "board.html", time.Time{}, bytes.NewReader(board.Bytes()))
	})
	mux.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "health.txt", time.Time{}, strings.NewReader("all lamps lit\n"))
	})
	return mux, nil
}
