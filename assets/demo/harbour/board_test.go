package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(t *testing.T, lamps []Lamp, path string) (int, string) {
	t.Helper()
	board, err := newBoard(lamps)
	if err != nil {
		t.Fatal(err)
	}
	harbour := httptest.NewServer(board)
	defer harbour.Close()
	answer, err := http.Get(harbour.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestBoardShowsEveryone(t *testing.T) {
	status, page := get(t, crew(), "/")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, lamp := range crew() {
		if !strings.Contains(page, lamp.Light) {
			t.Errorf("%s is not on the board", lamp.Name)
		}
	}
}

func TestBoardShowsNamesAsText(t *testing.T) {
	_, page := get(t, []Lamp{{Name: "<script>", Light: "Fl G 9s"}}, "/")
	if strings.Contains(page, "<script>") || !strings.Contains(page, `class="lamp green flash" style="--s: 9s"`) {
		t.Errorf("page:\n%s", page)
	}
}

func TestOtherPagesAreNotThere(t *testing.T) {
	if status, _ := get(t, crew(), "/rocks"); status != http.StatusNotFound {
		t.Errorf("status %d, want 404", status)
	}
}

func TestHealth(t *testing.T) {
	board, err := newBoard(crew())
	if err != nil {
		t.Fatal(err)
	}
	harbour := httptest.NewServer(board)
	defer harbour.Close()
	if err := ask(context.Background(), harbour.URL+"/health"); err != nil {
		t.Errorf("a harbour that is well: %v", err)
	}
	if err := ask(context.Background(), harbour.URL+"/rocks"); err == nil {
		t.Error("an answer other than 200 passed for health")
	}
}

func TestUnreadableLightIsRefused(t *testing.T) {
	if _, err := newBoard([]Lamp{{Name: "Wrecker", Light: "sometimes"}}); err == nil || !strings.Contains(err.Error(), "Wrecker") {
		t.Errorf("error %v, want one that names the lamp", err)
	}
}
