package layer_test

import (
	"testing"

	"firstlight/backend/network/layer"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := map[string]layer.Target{
		"github.com":                   {Protocol: layer.HTTPS, Host: "github.com", Port: "443", Path: "/"},
		"github.com:443":               {Protocol: layer.HTTPS, Host: "github.com", Port: "443", Path: "/"},
		"github.com:22":                {Protocol: layer.SSH, Host: "github.com", Port: "22", Path: "/"},
		"ssh://git@github.com":         {Protocol: layer.SSH, Host: "github.com", Port: "22", Path: "/"},
		"ssh://git@github.com:2222/x":  {Protocol: layer.SSH, Host: "github.com", Port: "2222", Path: "/x"},
		"intranet:80":                  {Protocol: layer.HTTP, Host: "intranet", Port: "80", Path: "/"},
		"http://intranet/a%20b":        {Protocol: layer.HTTP, Host: "intranet", Port: "80", Path: "/a b"},
		"db.acme.example:5432":         {Protocol: layer.TCP, Host: "db.acme.example", Port: "5432", Path: "/"},
		"https://git.acme.example/a/b": {Protocol: layer.HTTPS, Host: "git.acme.example", Port: "443", Path: "/a/b"},
		"HTTPS://git.acme.example:444": {Protocol: layer.HTTPS, Host: "git.acme.example", Port: "444", Path: "/"},
		"[::1]:8443":                   {Protocol: layer.HTTPS, Host: "::1", Port: "8443", Path: "/"},
		"::1":                          {Protocol: layer.HTTPS, Host: "::1", Port: "443", Path: "/"},
		" github.com ":                 {Protocol: layer.HTTPS, Host: "github.com", Port: "443", Path: "/"},
	}
	for text, want := range tests {
		want.Text = text
		got, err := layer.Parse(text)
		if err != nil || got != want {
			t.Errorf("%q is read as %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "ftp://x", "x:0", "x:65536", "x:http", "a b", "https://", "https://u:p@x", "git@github.com:acme/x.git", "://x", "https://%zz"} {
		if got, err := layer.Parse(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestTargetURL(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"github.com":            "https://github.com/",
		"https://x:444/a b":     "https://x:444/a%20b",
		"[::1]:443":             "https://[::1]/",
		"intranet:80":           "http://intranet/",
		"http://intranet:8080/": "http://intranet:8080/",
	}
	for text, want := range tests {
		target, err := layer.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := target.URL().String(); got != want {
			t.Errorf("%q is asked at %s, want %s", text, got, want)
		}
	}
}
