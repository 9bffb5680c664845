package process_test

import (
	"testing"

	"firstlight/backend/process"
)

func TestASettingReachesSetxWhole(t *testing.T) {
	for value, want := range map[string]string{
		`C:\my certs\`:   `setx CERTS "C:\my certs\\"`,
		`C:\certs\a.pem`: `setx CERTS "C:\certs\a.pem"`,
		`say "a\"`:       `setx CERTS "say \"a\\\""`,
		``:               `setx CERTS ""`,
	} {
		if got := process.Setting("CERTS", value); got != want {
			t.Errorf("it is written %s, want %s", got, want)
		}
	}
}
