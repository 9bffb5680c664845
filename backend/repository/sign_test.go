package repository

import (
	"errors"
	"testing"

	"firstlight/backend/process"
)

func TestWhatIsSaidOfAFailure(t *testing.T) {
	for _, c := range []struct {
		output, code string
		passing      bool
	}{
		{"error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\nfatal: the remote end hung up unexpectedly", "git/no-permission", false},
		{"fatal: unable to access 'https://x/': The requested URL returned error: 401", "git/sign-in", false},
		{"remote: Repository not found.\nfatal: repository 'https://x/' not found", "git/not-found", false},
		{"fatal: unable to access 'https://x/': The requested URL returned error: 502", "git/unavailable", true},
		{"error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504\nfatal: expected 'packfile'", "git/unavailable", true},
		{"error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nfatal: early EOF", "git/cut-off", true},
		{"error: RPC failed; curl 56 Recv failure: Connection reset by peer", "git/cut-off", true},
		{"error: RPC failed; curl 28 Operation too slow. Less than 10 bytes/sec transferred the last 60 seconds", "git/stalled", true},
		{"client_loop: send disconnect: Broken pipe\nfatal: the remote end hung up unexpectedly", "git/cut-off", true},
		{"fatal: unable to access 'https://x/': Could not resolve host: x", "git/no-network", true},
		{"fatal: unable to access 'https://x/': Unsupported proxy syntax in 'not an address'", "git/proxy-unreadable", false},
		{"fatal: unable to access 'https://x/': Could not resolve proxy: proxy.acme.example", "git/proxy", false},
		{"ssh: connect to host x port 22: Connection timed out", "git/no-network", true},
		{"fatal: unable to access 'https://x/': Failed to connect to x port 443 after 0 ms: Couldn't connect to server", "git/no-network", false},
		{"ssh: connect to host x port 22: Connection refused", "git/no-network", false},
		{"fatal: unable to access 'https://x/': SSL certificate problem: unable to get local issuer certificate", "git/certificate", false},
		{"@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.\nfatal: Could not read from remote repository.", "git/host-key-changed", false},
		{"Host key verification failed.\nConnection closed by remote host", "git/host-key", false},
		{"git@x: Permission denied (publickey).\nConnection closed", "git/ssh-key", false},
		{"fatal: write error: No space left on device\nfatal: early EOF", "git/disk-full", false},
		{"git-lfs filter-process: 1: git-lfs: not found\nfatal: the remote end hung up unexpectedly", "git/lfs-missing", false},
		{"fatal: transport 'ext' not allowed", "git/protocol-refused", false},
		{"fatal: Remote branch gone not found in upstream origin", "git/no-branch", false},
	} {
		var e *Error
		err := explain(c.output, &process.ExitError{Program: "git", Code: fatal})
		if !errors.As(err, &e) || e.Code != c.code || e.passing != c.passing {
			t.Errorf("%q: %+v, want %s, tried again: %t", c.output, err, c.code, c.passing)
		}
	}
}
