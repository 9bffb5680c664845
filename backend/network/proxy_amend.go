package network

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

const (
	// dropIn tells the container engine of a proxy, where systemd starts it.
	dropIn = "/etc/systemd/system/docker.service.d/http-proxy.conf"
	// aptFile tells apt of a proxy; the last of its folder wins.
	aptFile = "/etc/apt/apt.conf.d/99proxy"
)

// aptFiles are where apt's settings stand.
func aptFiles() []string { return []string{"/etc/apt/apt.conf", "/etc/apt/apt.conf.d"} }

// amend returns the ways out where an entry is of no use: taken away where
// another takes its place, or where it is a program's alone.
func (s settings) amend(e entry) ([]check.Fix, []check.Evidence) {
	if rule, ok := s.rule("https"); ok && rule.who != e.who && !same(rule, e) && s.works(rule) {
		return s.adopt(e, rule)
	}
	switch e.who {
	case inEnvironment:
		if e.chosen {
			return nil, todo("Where the proxy is behind a VPN, connect that; otherwise choose another in the settings of Firstlight, or none: firstlight settings set proxy ''")
		}
		return nil, todo("Where the proxy is behind a VPN, connect that; otherwise correct " + e.key + " in " + process.SetIn + ", or take it out, and log in again")
	case inGit, inNpm, inPip:
		if fix, ok := s.takeAway(e); ok {
			return []check.Fix{fix}, nil
		}
	}
	return nil, todo("Where the proxy is behind a VPN, connect that; otherwise correct " + e.named())
}

// works reports whether an entry can be read.
func (s settings) works(e entry) bool {
	_, err := e.address()
	return err == nil
}

// adopt returns the ways to have an entry say what the rule says.
func (s settings) adopt(e, rule entry) ([]check.Fix, []check.Evidence) {
	address, err := rule.address()
	if err != nil {
		return nil, todo("Correct " + e.named())
	}
	if rule.who == inEnvironment && slices.Contains([]teller{inGit, inNpm, inPip}, e.who) {
		// Each of them reads the environment where it is told nothing itself.
		if fix, ok := s.takeAway(e); ok {
			return []check.Fix{fix}, nil
		}
	}
	if address.User != nil {
		return nil, todo("Have " + e.named() + " say what " + rule.named() + " says; it holds a password, and is not shown")
	}
	switch e.who {
	case inGit:
		return []check.Fix{setGit("git-proxy", "Have git go through the same proxy", "git goes through "+rule.shown(), e.key, rule.value, &e.setting)}, nil
	case inEngine:
		return s.tellEngine(rule)
	case inApt:
		return []check.Fix{tellApt(rule)}, nil
	}
	return nil, todo("Have " + e.named() + " say " + rule.shown() + ", or take it out")
}

// takeAway takes a program's own setting away.
func (s settings) takeAway(e entry) (check.Fix, bool) {
	const effect = " no longer has a proxy of its own, and goes as your environment says"
	var plan []check.Command
	undo := ""
	switch {
	case e.who == inGit && s.global(&e.setting):
		return unsetGit("git-proxy", "Take git's own proxy away", "git"+effect, e.setting), true
	case e.who == inNpm:
		plan = []check.Command{check.Run("npm", "config", "delete", e.key)}
		undo = check.Run("npm", "config", "set", e.key, e.value).String()
	case e.who == inPip && e.key != "PIP_PROXY":
		plan = []check.Command{check.Run(s.pip(), "config", "--user", "unset", e.key)}
		undo = check.Run(s.pip(), "config", "--user", "set", e.key, e.value).String()
	default:
		return check.Fix{}, false
	}
	if secret(e.value) {
		undo = "Set " + e.key + " of " + string(e.who) + " again; its value holds a password, and is not shown"
	}
	return check.Fix{
		ID: string(e.who) + "-proxy", Title: "Take the own proxy of " + string(e.who) + " away", Effect: string(e.who) + effect,
		Privilege: check.User, Undo: undo, Plan: func(check.Answers) []check.Command { return plan },
	}, true
}

// tellEngine tells the container engine of the environment's proxy.
func (s settings) tellEngine(rule entry) ([]check.Fix, []check.Evidence) {
	advice := todo("Tell the engine of the proxy: HTTPS_PROXY in " + dropIn)
	if _, err := os.Stat("/run/systemd/system"); err != nil {
		return nil, advice
	}
	if _, err := os.Stat(dropIn); err == nil {
		return nil, todo("Correct the proxy of the engine in " + dropIn)
	}
	text := "[Service]\n"
	for _, traffic := range []string{"http", "https", "no"} {
		value := s.value(traffic)
		if secret(value) {
			return nil, advice
		}
		if value != "" {
			// A unit file reads %h and the like as words of its own.
			value = strings.ReplaceAll(value, "%", "%%")
			text += fmt.Sprintf("Environment=%q\n", strings.ToUpper(traffic)+"_PROXY="+value)
		}
	}
	restart := []check.Command{check.Run("systemctl", "daemon-reload"), check.Run("systemctl", "restart", "docker")}
	return []check.Fix{{
		ID: "engine-proxy", Title: "Tell Docker's engine of the proxy",
		Effect:    "The engine pulls images through " + rule.shown() + "; it starts anew, and with it every container that runs now",
		Privilege: check.Admin,
		Undo:      "rm " + dropIn + " && systemctl daemon-reload && systemctl restart docker",
		Plan: func(check.Answers) []check.Command {
			return append([]check.Command{
				check.Run("mkdir", "-p", "/etc/systemd/system/docker.service.d"),
				check.Run("sh", "-c", `printf '%s' "$1" >"$0"`, dropIn, text),
			}, restart...)
		},
	}}, nil
}

// value returns what the environment says for some traffic.
func (s settings) value(traffic string) string {
	for _, e := range s.entries {
		if e.who == inEnvironment && (e.traffic == traffic || traffic != "no" && e.traffic == "") {
			return e.value
		}
	}
	return ""
}

// tellApt tells apt of a proxy.
func tellApt(rule entry) check.Fix {
	text := ""
	for _, traffic := range []string{"http", "https"} {
		text += fmt.Sprintf("Acquire::%s::Proxy %q;\n", traffic, rule.value)
	}
	return check.Fix{
		ID: "apt-proxy", Title: "Have apt go through the same proxy", Effect: "apt goes through " + rule.shown(),
		Privilege: check.Admin, Undo: "rm " + aptFile,
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("sh", "-c", `printf '%s' "$1" >"$0"`, aptFile, text)}
		},
	}
}
