package guide

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// powerShell returns the script that has the system's own dialog ask for the
// rights and ends with the exit code of the program. Windows starts what is
// elevated in its own folder and environment, and Start-Process does not quote
// what it passes on; so what is elevated is a second script, in base64, that
// sets them up and hands the program its command line as it is.
func (p privileged) powerShell() string {
	inside := "-NoProfile -NonInteractive -EncodedCommand " + encodedCommand(p.powerShellInside())
	return carefully(`$p = Start-Process -Verb RunAs -PassThru -Wait -FilePath 'powershell.exe' -ArgumentList '` + inside + `'`)
}

// carefully returns a script that says why its statements failed, or else ends
// with the exit code of the process $p.
func carefully(statements ...string) string {
	return `$ErrorActionPreference = 'Stop'; try { ` + strings.Join(statements, "; ") +
		` } catch { [Console]::Error.WriteLine($_.Exception.Message); exit 1 }; exit $p.ExitCode`
}

// powerShellInside returns the script that runs with the rights.
func (p privileged) powerShellInside() string {
	program, line := "cmd.exe", `/d /s /c "`+p.shell+`"`
	if len(p.args) > 0 {
		program, line = p.args[0], windowsLine(p.args[1:])
	}
	script := []string{
		`$i = New-Object System.Diagnostics.ProcessStartInfo`,
		`$i.UseShellExecute = $false`,
		`$i.FileName = ` + powerShellText(program),
		`$i.Arguments = ` + powerShellText(line),
	}
	if p.dir != "" {
		script = append(script, `$i.WorkingDirectory = `+powerShellText(p.dir))
	}
	for _, v := range p.env {
		name, value, _ := strings.Cut(v, "=")
		script = append(script, `$i.EnvironmentVariables[`+powerShellText(name)+`] = `+powerShellText(value))
	}
	return carefully(append(script, `$p = [System.Diagnostics.Process]::Start($i)`, `$p.WaitForExit()`)...)
}

// powerShellText quotes a text for PowerShell, to which the typographic quotes
// are as good as the straight one.
func powerShellText(text string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range text {
		if r == '\'' || r >= '\u2018' && r <= '\u201b' {
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	b.WriteByte('\'')
	return b.String()
}

// encodedCommand returns a script as powershell.exe's -EncodedCommand takes it:
// in base64 over UTF-16, where nothing needs quoting.
func encodedCommand(script string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(script)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return base64.StdEncoding.EncodeToString(b)
}

// windowsLine returns arguments as one command line that programs on Windows
// take apart into the same again, by the rules of CommandLineToArgvW: backslashes
// stand for themselves but ahead of a quote, where two stand for one.
func windowsLine(args []string) string {
	words := make([]string, 0, len(args))
	for _, arg := range args {
		words = append(words, windowsWord(arg))
	}
	return strings.Join(words, " ")
}

func windowsWord(arg string) string {
	if arg != "" && !strings.ContainsAny(arg, " \t\n\v\"") {
		return arg
	}
	var b strings.Builder
	b.WriteByte('"')
	slashes := 0
	for _, c := range []byte(arg) {
		switch c {
		case '\\':
			slashes++
			continue
		case '"':
			b.WriteString(strings.Repeat(`\`, 2*slashes+1))
		default:
			b.WriteString(strings.Repeat(`\`, slashes))
		}
		slashes = 0
		b.WriteByte(c)
	}
	// The closing quote comes next.
	b.WriteString(strings.Repeat(`\`, 2*slashes))
	b.WriteByte('"')
	return b.String()
}
