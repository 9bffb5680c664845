package machine_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// newLocaleBench returns a bench whose environment names no locale, and whose
// system has those that are given, filed as glibc files them.
func newLocaleBench(t *testing.T, filed ...string) *bench {
	t.Helper()
	b := newBench(t)
	kept := b.env[:0]
	for _, v := range b.env {
		if !strings.HasPrefix(v, "LC_") && !strings.HasPrefix(v, "LANG") && !strings.HasPrefix(v, "LOC") {
			kept = append(kept, v)
		}
	}
	b.env = kept
	b.system(nil)
	for _, name := range filed {
		b.write(filepath.Join(b.root, "usr/lib/locale", name, "LC_CTYPE"), "")
	}
	return b
}

func TestLocale(t *testing.T) {
	for _, c := range []struct{ env, code, summary string }{
		{"", "locale/not-utf8", "Your programs are told no locale, and so write text as ASCII"},
		{"LANG=C", "locale/not-utf8", "Your programs are told to use the locale C, which is not UTF-8"},
		{"LANG=C.UTF-8", "", "Your programs write text as UTF-8"},
		{"LANG=C.utf8", "", "Your programs write text as UTF-8"},
		{"LANG=en_US.UTF-8 LC_ALL=C", "locale/not-utf8", "Your programs are told to use the locale C, which is not UTF-8"},
		{"LANG=C LC_CTYPE=C.UTF-8", "", "Your programs write text as UTF-8"},
		{"LANG=de_DE.ISO-8859-15@euro", "locale/not-utf8", "Your programs are told to use the locale de_DE.ISO-8859-15@euro, which is not UTF-8"},
		{"LANG=en_US.UTF-8", "locale/missing", "Your programs are told to use the locale en_US.UTF-8, which this machine does not have"},
		{"LANG=C.UTF-8 LC_TIME=de_DE.UTF-8", "locale/missing", "Your programs are told to use the locale de_DE.UTF-8, which this machine does not have"},
		{"LANG=C.UTF-8 LC_CTYPE=UTF-8", "locale/missing", "Your programs are told to use the locale UTF-8, which this machine does not have"},
		{"LANG=nonsense LC_TIME=nonsense LC_ALL=C.UTF-8", "", "Your programs write text as UTF-8"},
	} {
		b := newLocaleBench(t, "C.utf8", "de_DE.iso885915@euro")
		b.env = append(b.env, strings.Fields(c.env)...)
		b.set("SHELL", "/bin/false")
		for name := range strings.FieldsSeq("LANG LC_ALL LC_CTYPE LC_TIME") {
			t.Setenv(name, "")
		}
		f := b.observe(b.machine().Locale())
		if f.Code != c.code || f.Summary != c.summary {
			t.Errorf("%s: %q %q", c.env, f.Code, f.Summary)
		}
	}
}

func TestLocaleOfMusl(t *testing.T) {
	b := newLocaleBench(t)
	b.write(filepath.Join(b.root, "lib/ld-musl-x86_64.so.1"), "")
	b.want(b.observe(b.machine().Locale()), check.OK, "")
	b.env = append(b.env, "LANG=en_US.UTF-8")
	b.want(b.observe(b.machine().Locale()), check.OK, "")
}

func TestLocaleIsTakenFromTheShellsFiles(t *testing.T) {
	b := newLocaleBench(t, "C.utf8")
	b.login("bash")
	for _, name := range []string{"LANG", "LC_ALL"} {
		t.Setenv(name, "C")
		b.set(name, "C")
	}
	c := b.machine().Locale()
	f := b.observe(c)
	b.want(f, check.Failing, "locale/not-utf8")
	fix := b.wantFix(c, f, "use-locale")
	if !strings.Contains(fix.Effect, "export LC_ALL=C.UTF-8 is added to ~/.bashrc") {
		t.Errorf("%q", fix.Effect)
	}
	b.apply(fix, nil)
	f = b.observe(c)
	b.want(f, check.OK, "")
	if f.Summary != "Programs in a new terminal write text as UTF-8" || fact(f, "LC_ALL") != "C.UTF-8" {
		t.Errorf("%q %+v", f.Summary, f.Evidence)
	}
	b.undo(fix)
	b.want(b.observe(c), check.Failing, "locale/not-utf8")
}

func TestLocaleIsMade(t *testing.T) {
	for _, c := range []struct {
		name, locale string
		files        map[string]string
		programs     []string
		plan, undo   string
	}{
		{
			"as Debian does", "de_DE.UTF-8", map[string]string{"etc/locale.gen": "# None\n", "usr/share/i18n/locales/de_DE": ""}, nil,
			`sh -c 'printf '\''%s\n'\'' '\''de_DE.UTF-8 UTF-8'\'' >>/etc/locale.gen && locale-gen'`,
			`sh -c 'sed -i '\''/^de_DE\.UTF-8 UTF-8$/d'\'' /etc/locale.gen && locale-gen'`,
		}, {
			"on a Debian without definitions", "de_DE.utf8", nil, []string{"apt-get"},
			`apt-get install -y locales; sh -c 'printf '\''%s\n'\'' '\''de_DE.UTF-8 UTF-8'\'' >>/etc/locale.gen && locale-gen'`,
			`sh -c 'sed -i '\''/^de_DE\.UTF-8 UTF-8$/d'\'' /etc/locale.gen && locale-gen'`,
		},
		{"as Fedora does", "de_DE.UTF-8", nil, []string{"dnf"}, "dnf install -y glibc-langpack-de", "dnf remove -y glibc-langpack-de"},
		{"that is none", "UTF-8", map[string]string{"etc/locale.gen": "", "usr/share/i18n/locales/de_DE": ""}, nil, "", ""},
		{"that is no word for a shell", "de_DE';id;'", map[string]string{"etc/locale.gen": "", "usr/share/i18n/locales/de_DE": ""}, nil, "", ""},
		{"nowhere", "de_DE.UTF-8", nil, nil, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newLocaleBench(t)
			for name, text := range c.files {
				b.write(filepath.Join(b.root, name), text)
			}
			bin := b.folder("bin")
			for _, name := range c.programs {
				b.program(bin, name, "exit 1")
			}
			b.env = append(b.env, "LANG="+c.locale)
			b.set("SHELL", "/bin/false")
			check := b.machine().Locale()
			f := b.observe(check)
			if f.Code != "locale/missing" {
				t.Fatalf("%+v", f)
			}
			if c.plan == "" {
				if got := ids(check.Fixes(f)); len(got) != 0 {
					t.Errorf("offers %v", got)
				}
				return
			}
			if fix := b.wantFix(check, f, "make-locale"); planned(fix, nil) != c.plan || fix.Undo != c.undo {
				t.Errorf("runs   %s\nundoes %s", planned(fix, nil), fix.Undo)
			}
		})
	}
}

func TestLocaleOfARealArchive(t *testing.T) {
	b := newLocaleBench(t)
	b.needs("localedef", "libc-bin")
	b.needs("locale-gen", "locales")
	if err := os.MkdirAll(filepath.Join(b.root, "usr/lib/locale"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"C", "UTF-8", "en_US.UTF-8"}, {"de_DE@euro", "ISO-8859-15", "de_DE@euro"}} {
		b.run("localedef", "--prefix="+b.root, "-i", args[0], "-f", args[1], args[2])
	}
	b.set("SHELL", "/bin/false")
	for locale, code := range map[string]string{
		"en_US.UTF-8": "", "en_US.utf8": "", "en_GB.UTF-8": "locale/missing", "de_DE@euro": "locale/not-utf8", "de_DE.ISO-8859-15@euro": "locale/not-utf8",
	} {
		b.set("LC_ALL", locale)
		if f := b.observe(b.machine().Locale()); f.Code != code {
			t.Errorf("%s: %q (%s)", locale, f.Code, f.Summary)
		}
	}
}

func TestLocaleAgreesWithThisMachine(t *testing.T) {
	b := newLocaleBench(t)
	b.root = ""
	b.needs("locale", "libc-bin")
	b.set("SHELL", "/bin/false")
	for name := range strings.FieldsSeq(b.run("locale", "-a") + "\nxx_YY.UTF-8\nC.UTF-8") {
		b.set("LC_ALL", name)
		cmd := exec.CommandContext(t.Context(), "locale", "charmap")
		cmd.Env = b.env
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatal(err)
		}
		missing := strings.Contains(string(out), "Cannot set LC_")
		utf8 := strings.HasSuffix(strings.TrimSpace(string(out)), "UTF-8")
		f := b.observe(b.machine().Locale())
		if (f.Code == "locale/missing") != missing || (f.Code == "") != (utf8 && !missing) {
			t.Errorf("%s: %q, the system says %q", name, f.Code, out)
		}
	}
}
