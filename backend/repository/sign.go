package repository

import (
	"slices"
	"strings"
)

// codeNotRepository is the code for a folder that git takes for no repository.
const codeNotRepository = "git/not-a-repository"

// sign is what gives a reason away in git's output, in the words of LC_ALL=C.
type sign struct {
	code string
	// any are texts of which one is in the output, and unless are texts of
	// which none is.
	any, unless     []string
	what, why, next string
	// passing says that the reason may be gone in a moment.
	passing bool
}

func (s sign) in(output string) bool {
	has := func(text string) bool { return strings.Contains(output, text) }
	return slices.ContainsFunc(s.any, has) && !slices.ContainsFunc(s.unless, has)
}

// signs returns what to recognise, the more particular before the general.
func signs() []sign {
	return slices.Concat(pushSigns(), folderSigns(), serverSigns(), networkSigns())
}

// pushSigns come first: what a hook prints may look like anything.
func pushSigns() []sign {
	return []sign{{
		code: "push/behind", any: []string{"(fetch first)", "(non-fast-forward)", "(stale info)"},
		what: "The origin did not take your branch",
		why:  "The branch there has commits that you do not have",
		next: "Run git pull --rebase on your branch, and push again",
	}, {
		code: "push/busy", any: []string{"(failed to update ref)", "(cannot lock ref", "(reference already exists)", "(incorrect old value provided)"},
		what: "The origin did not take your branch",
		why:  "Something else was changing it there at the same time",
		next: "Wait a minute and push again; if it stays so, tell whoever looks after the origin what the output says",
	}, {
		code: "push/refused", any: []string{"[remote rejected]"},
		what: "The origin did not take your branch",
		why:  "A rule of the origin refused it; the output says which",
		next: "Put right what it names, or push a branch with another name",
	}, {
		code: "push/hook", any: []string{"error: failed to push some refs"}, unless: []string{"fatal: ", "RPC failed"},
		what: "Your commit was not pushed",
		why:  "The pre-push hook on this machine stopped it; the output says why",
		next: "Put right what it names, and push again",
	}}
}

func folderSigns() []sign {
	return []sign{{
		code: "git/owner", any: []string{"detected dubious ownership"},
		what: "Git refuses to look into this folder",
		why:  "It belongs to another user of this machine",
		next: "Make the folder yours, or delete it and clone it again as yourself",
	}, {
		code: codeNotRepository, any: []string{"not a git repository"},
		what: "This folder is no git repository",
		why:  "It has no .git folder that git can read",
		next: "Clone the project, or move the folder away first",
	}, {
		code: "git/lfs-missing", any: []string{"git-lfs: command not found", "git-lfs: not found", "external filter 'git-lfs", "'lfs' is not a git command"},
		what: "Git could not write the large files",
		why:  "They are kept with Git LFS, which your git is set to use but which is not installed",
		next: "Install Git LFS and try again",
	}, {
		code: "git/disk-full", any: []string{"No space left on device", "Disk quota exceeded"},
		what: "The disk is full",
		why:  "Git could not write what it received",
		next: "Free some space and try again",
	}}
}

func serverSigns() []sign {
	return []sign{{
		code: "git/protocol-refused", any: []string{"' not allowed"},
		what: "Git was not allowed to fetch from this address",
		why:  "Only https and ssh addresses are allowed",
		next: "Ask whoever wrote the journey for an https or ssh address",
	}, {
		code: "git/host-key-changed", any: []string{"REMOTE HOST IDENTIFICATION HAS CHANGED"},
		what: "The server shows another key than before, so nothing was sent to it",
		why:  "Either it was set up anew, or something else answers in its place",
		next: "Ask whoever runs the server whether its key was changed; only if it was, forget the old one with ssh-keygen -R and the server's name, and try again",
	}, {
		code: "git/host-key", any: []string{"Host key verification failed"},
		what: "This machine does not know the server yet",
		why:  "The server's key is not among those that you have accepted",
		next: "Connect to it once with ssh in a terminal, compare its key with the one that your team publishes, and try again",
	}, {
		code: "git/ssh-key", any: []string{"Permission denied (publickey", "Too many authentication failures"},
		what: "The server did not accept your ssh key",
		why:  "It knows no key of yours, or the key's passphrase was not given to the ssh agent",
		next: "Run ssh-add in a terminal, or add your public key to your account there, and try again",
	}, {
		code: codeSignIn,
		any: []string{
			"Authentication failed", "could not read Username", "could not read Password",
			"HTTP Basic: Access denied", "The requested URL returned error: 401",
		},
		what: "The server did not let you in",
		why:  "It refused the password or token that it was given",
		next: "Try again and give another one; if you are not asked, take the old one out of your credential helper first",
	}, {
		code: "git/no-permission",
		any: []string{
			"The requested URL returned error: 403", "Write access to repository not granted", ".git denied to ",
			"You are not allowed to push",
		},
		what: "You may not do this in that repository",
		why:  "You are signed in, but your account lacks the right",
		next: "Ask the owners of the repository to give you access",
	}, {
		code: "git/no-branch", any: []string{"not found in upstream origin", "couldn't find remote ref"},
		what: "The origin has no branch of that name",
		why:  "It was renamed or deleted there, or the journey names it wrongly",
		next: "Ask whoever wrote the journey for the branch to work on",
	}, {
		code: "git/not-found",
		any: []string{
			"Repository not found", "' not found", "does not appear to be a git repository",
			"The requested URL returned error: 404", "could not be found or you don't have permission",
		},
		what: "There is no such repository",
		why:  "The address is wrong, or your account may not see it",
		next: "Check the address, and whether you have been given access",
	}}
}

func networkSigns() []sign {
	return []sign{{
		code: "git/certificate",
		any: []string{
			"SSL certificate problem", "server certificate verification failed",
			"SSL: no alternative certificate", "unable to get local issuer certificate",
		},
		what: "The server's certificate is not trusted",
		why:  "Often a company proxy stands in between, whose certificate git does not know",
		next: "Ask your IT for the company's root certificate and set http.sslCAInfo to its file",
	}, {
		code: "git/proxy-unreadable", any: []string{"Unsupported proxy syntax in", "Unsupported proxy scheme for"},
		what: "Git does not understand the proxy that it is told to go through",
		why:  "What is set in your environment or in git's settings is no address of a proxy",
		next: "Health says under “Proxy settings fit together” which setting it is; write it as http://host:port, or take it away, and try again",
	}, {
		code: "git/proxy", any: []string{"Could not resolve proxy"},
		what: "The proxy that git goes through cannot be found",
		why:  "No network or VPN that this machine is on knows its name, or the name is misspelt",
		next: "Health says under “Proxy settings fit together” which setting names it; connect to your company's network or VPN, or put the setting right, and try again",
	}, {
		code: "git/unavailable", passing: true,
		any: []string{
			"returned error: 500", "returned error: 502", "returned error: 503", "returned error: 504",
			"HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504",
		},
		what: "The server is in trouble",
		why:  "It answers that it cannot do its work at the moment",
		next: "Wait a few minutes and try again; if it stays so, look at the server's status page or ask whoever runs it",
	}, {
		code: "git/no-network", passing: true,
		any:  []string{"Could not resolve host", "onnection timed out", "Operation timed out", "Temporary failure in name resolution"},
		what: "The server cannot be reached",
		why:  "Its name or the server itself does not answer: the network is down or weak, or a VPN or proxy is needed",
		next: "Check your connection and try again",
	}, {
		code: "git/no-network",
		any: []string{
			"Failed to connect", "Couldn't connect", "Connection refused", "Network is unreachable", "No route to host",
		},
		what: "The server cannot be reached",
		why:  "The network is down, or a VPN or proxy is needed",
		next: "Check your connection and try again",
	}, {
		code: "git/stalled", passing: true, any: []string{"Operation too slow", "not responding"},
		what: "The connection stood still",
		why:  "For a long time next to nothing came over it, so git gave it up",
		next: "Check your connection and try again; nothing half-made was left behind",
	}, {
		code: "git/cut-off", passing: true,
		any: []string{
			"early EOF", "RPC failed", "unexpected disconnect", "hung up unexpectedly", "Connection reset",
			"Connection closed", "transfer closed", "Empty reply from server", "closed by remote host",
			"unexpected eof while reading", "terminated the connection", "Recv failure", "Broken pipe",
		},
		what: "The connection broke off half-way",
		why:  "The server or the network ended it",
		next: "Try again; nothing half-made was left behind",
	}, {
		code: "git/cannot-write", any: []string{"Permission denied", "Read-only file system"},
		what: "Git cannot write here",
		why:  "The folder belongs to someone else, or is read-only",
		next: "Make the folder yours, or choose another workspace",
	}}
}
