package guide_test

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// argv takes a command line apart as CommandLineToArgvW does with what follows
// the program.
func argv(line string) []string {
	var args []string
	for line = strings.TrimLeft(line, " \t"); line != ""; line = strings.TrimLeft(line, " \t") {
		var arg strings.Builder
		quoted := false
		for line != "" && (quoted || line[0] != ' ' && line[0] != '\t') {
			slashes := len(line) - len(strings.TrimLeft(line, `\`))
			line = line[slashes:]
			switch {
			case !strings.HasPrefix(line, `"`):
				arg.WriteString(strings.Repeat(`\`, slashes))
				if slashes == 0 {
					arg.WriteByte(line[0])
					line = line[1:]
				}
			case slashes%2 == 1:
				arg.WriteString(strings.Repeat(`\`, slashes/2) + `"`)
				line = line[1:]
			default:
				arg.WriteString(strings.Repeat(`\`, slashes/2))
				quoted = !quoted
				line = line[1:]
			}
		}
		args = append(args, arg.String())
	}
	return args
}

func TestAWindowsLineIsTakenApartIntoTheSame(t *testing.T) {
	for line, args := range map[string][]string{
		`install --id Docker.DockerDesktop`: {"install", "--id", "Docker.DockerDesktop"},
		`"C:\Program Files\Git\git.exe" ""`: {`C:\Program Files\Git\git.exe`, ""},
		`C:\plain\ "C:\with space\\"`:       {`C:\plain\`, `C:\with space\`},
		`"say \"hello\"" "one\\\"two"`:      {`say "hello"`, `one\"two`},
		"\"a\tb\"":                          {"a\tb"},
	} {
		if got := guide.WindowsLine(args); got != line {
			t.Errorf("%q becomes %s, want %s", args, got, line)
		}
	}
	r := rand.New(rand.NewPCG(3, 5))
	const letters = `ab \\\"" '$&` + "\t"
	for range 2000 {
		args := make([]string, r.IntN(4))
		for i := range args {
			word := make([]byte, r.IntN(7))
			for k := range word {
				word[k] = letters[r.IntN(len(letters))]
			}
			args[i] = string(word)
		}
		if line := guide.WindowsLine(args); !slices.Equal(argv(line), args) {
			t.Fatalf("%q becomes %s, which is taken apart into %q", args, line, argv(line))
		}
	}
}

func nowhere(string) (string, error) { return "", errors.New("not found") }

func TestWhatWindowsElevatesIsCarriedAcrossWhole(t *testing.T) {
	for name, test := range map[string]struct {
		given  check.Command
		inside []string
		not    []string
	}{
		"a program": {
			given:  check.Run("winget", "install", "--location", `C:\Program Files\Docker\`),
			inside: []string{`$i.FileName = 'winget'`, `$i.Arguments = 'install --location "C:\Program Files\Docker\\"'`, `exit $p.ExitCode`},
			not:    []string{"WorkingDirectory", "EnvironmentVariables"},
		},
		"with a folder and variables": {
			given: check.Command{Args: []string{"setup"}, Dir: `C:\Ada's code`, Env: []string{"GREETING=it’s = me", "EMPTY="}},
			inside: []string{
				`$i.WorkingDirectory = 'C:\Ada''s code'`, `$i.EnvironmentVariables['GREETING'] = 'it’’s = me'`,
				`$i.EnvironmentVariables['EMPTY'] = ''`,
			},
		},
		"a text": {
			given:  check.Command{Shell: `echo "a" & echo 'b'`},
			inside: []string{`$i.FileName = 'cmd.exe'`, `$i.Arguments = '/d /s /c "echo "a" & echo ''b''"'`, `$i.WorkingDirectory = 'C:\work'`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			script, inside := guide.PowerShell(test.given, `C:\work`, nowhere)
			for _, want := range test.inside {
				if !strings.Contains(inside, want) {
					t.Errorf("%s\nlacks %s", inside, want)
				}
			}
			for _, odd := range test.not {
				if strings.Contains(inside, odd) {
					t.Errorf("%s\nhas %s", inside, odd)
				}
			}
			for _, want := range []string{"-Verb RunAs", "-PassThru", "-Wait", "exit $p.ExitCode"} {
				if !strings.Contains(script, want) {
					t.Errorf("%s\nlacks %s", script, want)
				}
			}
			encoded := regexp.MustCompile(`-ArgumentList '-NoProfile -NonInteractive -EncodedCommand ([A-Za-z0-9+/=]+)'`).FindStringSubmatch(script)
			if len(encoded) != 2 {
				t.Fatalf("no encoded command in %s", script)
			}
			if got := decoded(t, encoded[1]); got != inside {
				t.Errorf("it elevates\n%s\nwant\n%s", got, inside)
			}
		})
	}
}

// decoded reads what powershell.exe's -EncodedCommand takes.
func decoded(t *testing.T, text string) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}
