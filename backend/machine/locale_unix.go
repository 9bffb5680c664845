//go:build unix

package machine

import (
	"context"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// categories are the variables that name a locale for one purpose each.
func categories() []string {
	return []string{
		"LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_TIME", "LC_NUMERIC", "LC_MONETARY",
		"LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION",
	}
}

// localeFault is what is wrong with the locale that an environment asks for; its
// code is empty where nothing is.
type localeFault struct {
	code string
	// variable asks for the locale called name.
	variable, name string
}

// Locale returns the check that the person's programs read and write text as
// UTF-8: that her environment asks for a locale of it which this machine has.
func (m *Machine) Locale() check.Check {
	return observed(m.observeLocale, check.Watch{Paths: append(m.startFiles(), m.localeFiles()...)})
}

func (m *Machine) observeLocale(ctx context.Context) (check.Finding, []check.Fix) {
	env := m.runner.Env()
	fault := m.localeFault(ctx, env)
	facts := localeFacts(env)
	if fault.code == "" {
		return check.Hold("Your programs write text as UTF-8", facts...), nil
	}
	// Her shell's files may have changed since we were started from it.
	if fresh, err := process.LoginEnv(ctx, m.variable("SHELL")); err == nil && m.localeFault(ctx, fresh).code == "" {
		return check.Hold("Programs in a new terminal write text as UTF-8", append(localeFacts(fresh),
			check.Fact("Firstlight itself", "takes that over when it is started again"))...), nil
	}
	if fault.code == "locale/missing" {
		return check.Fail(fault.code, "Your programs are told to use the locale "+fault.name+", which this machine does not have", append(facts,
				check.Fact("So", "they fall back to ASCII, and some warn or fail"))...),
			append(m.generateLocale(fault.name), m.chooseLocale(fault.variable)...)
	}
	summary := "Your programs are told no locale, and so write text as ASCII"
	if fault.name != "" {
		summary = "Your programs are told to use the locale " + fault.name + ", which is not UTF-8"
	}
	fixes := m.chooseLocale(fault.variable)
	if len(fixes) == 0 {
		facts = append(facts, check.Fact("What to do", "Have a UTF-8 locale installed, such as C.UTF-8 or en_US.UTF-8, and set LANG to it"))
	}
	return check.Fail(fault.code, summary, facts...), fixes
}

// localeFault returns what is wrong with the locale that an environment asks
// for. A single name that is missing has a program fall back for everything.
func (m *Machine) localeFault(ctx context.Context, env []string) localeFault {
	asking := append(categories(), "LANG")
	if valueIn(env, "LC_ALL") != "" {
		asking = []string{"LC_ALL"}
	}
	for _, variable := range asking {
		if name := valueIn(env, variable); name != "" && !m.hasLocale(env, name) {
			return localeFault{"locale/missing", variable, name}
		}
	}
	variable, name := "LANG", ""
	for _, v := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := valueIn(env, v); value != "" {
			variable, name = v, value
			break
		}
	}
	if m.isUTF8(ctx, name) {
		return localeFault{}
	}
	return localeFault{"locale/not-utf8", variable, name}
}

// localeFacts returns what an environment asks for as evidence.
func localeFacts(env []string) []check.Evidence {
	var facts []check.Evidence
	for _, name := range slices.Concat([]string{"LANG", "LC_ALL"}, categories()) {
		if value := valueIn(env, name); value != "" {
			facts = append(facts, check.Literal(name, value))
		}
	}
	if len(facts) == 0 {
		facts = append(facts, check.Fact("LANG", "not set"))
	}
	return facts
}

// chooseLocale offers to have the variable ask for a locale of UTF-8 that is
// there.
func (m *Machine) chooseLocale(variable string) []check.Fix {
	for _, name := range []string{"C.UTF-8", "en_US.UTF-8", "en_GB.UTF-8"} {
		if m.hasLocale(m.runner.Env(), name) {
			return m.profileFix("use-locale", "Use the locale "+name, exportValue(variable, name))
		}
	}
	return nil
}

// splitLocale splits a name such as de_DE.ISO-8859-1@euro.
func splitLocale(name string) (language, charset, modifier string) {
	name, modifier, _ = strings.Cut(name, "@")
	language, charset, _ = strings.Cut(name, ".")
	return language, charset, modifier
}

// plainCharset returns the name of a character set as locales are filed under,
// such as utf8 for UTF-8.
func plainCharset(charset string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(charset))
	if plain != "" && strings.Trim(plain, "0123456789") == "" {
		plain = "iso" + plain
	}
	return plain
}
