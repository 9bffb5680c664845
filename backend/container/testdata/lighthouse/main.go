// Command lighthouse is the service that the tests run in containers: a small
// web server, with its own health check, that can be told to fail.
package main

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "check" {
		os.Exit(look("127.0.0.1", "/health"))
	}
	switch os.Getenv("LIGHT") {
	case "broken":
		fmt.Println("the lamp is cracked")
		os.Exit(3)
	case "brief":
		fmt.Println("the lamp was cleaned")
		return
	case "greedy":
		burn()
	case "needy":
		if look("lighthouse", "/come") != 0 {
			fmt.Println("there is no other light yet")
			os.Exit(4)
		}
	}
	lit := time.Now().Add(dawn())
	waiting, _ := strconv.ParseInt(os.Getenv("CALLS"), 10, 64)
	var calls atomic.Int64
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/health":
			if os.Getenv("LIGHT") == "dark" || time.Now().Before(lit) || calls.Load() < waiting {
				http.Error(w, "the lamp is out", http.StatusServiceUnavailable)
				return
			}
		case "/come":
			// It is lit for whoever calls for it once more.
			if calls.Add(1) <= waiting {
				http.Error(w, "the lamp is not lit yet", http.StatusServiceUnavailable)
				return
			}
		case "/env":
			_, _ = fmt.Fprint(w, os.Getenv(r.URL.RawQuery))
			return
		case "/file":
			http.ServeFile(w, r, r.URL.RawQuery)
			return
		case "/ailing":
			http.Error(w, "fog", http.StatusServiceUnavailable)
			return
		case "/say":
			say(r.URL.Query().Get("text"), r.URL.Query().Get("wrong") != "", r.URL.Query().Get("times"))
		case "/end":
			code, _ := strconv.Atoi(r.URL.Query().Get("code"))
			os.Exit(code)
		case "/away":
			http.Redirect(w, r, "http://192.0.2.1/", http.StatusFound)
			return
		}
		_, _ = fmt.Fprintln(w, "light")
	})
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	fmt.Println(server.ListenAndServe())
	os.Exit(1)
}

// dawn is how long the light takes to come on.
func dawn() time.Duration {
	after, err := time.ParseDuration(os.Getenv("DAWN"))
	if err != nil {
		return 0
	}
	return after
}

// burn takes memory until it is stopped.
func burn() {
	var oil [][]byte
	for {
		barrel := make([]byte, 1<<20)
		for i := range barrel {
			barrel[i] = byte(i)
		}
		oil = append(oil, barrel)
		if len(oil) > 1<<10 {
			fmt.Println("there was more oil than there should be")
			os.Exit(5)
		}
	}
}

// say prints a text, on the standard error where it is wrong, as often as it is
// told to, each with its number.
func say(text string, wrong bool, times string) {
	out := os.Stdout
	if wrong {
		out = os.Stderr
	}
	n, err := strconv.Atoi(times)
	if err != nil {
		_, _ = fmt.Fprintln(out, text)
		return
	}
	for i := range n {
		_, _ = fmt.Fprintln(out, text, i)
	}
}

// look is the health check, and how another light is found.
func look(host, path string) int {
	client := &http.Client{Timeout: time.Second}
	response, err := client.Get("http://" + host + ":8080" + path)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		fmt.Println("health check: the lamp is out")
		return 1
	}
	return 0
}
