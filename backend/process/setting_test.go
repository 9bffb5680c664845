package process_test

import (
	"runtime"
	"testing"

	"firstlight/backend/process"
)

func TestASettingIsWrittenAsItsSystemTakesIt(t *testing.T) {
	want := "export CERTS='/etc/my certs'"
	if runtime.GOOS == "windows" {
		want = `setx CERTS "/etc/my certs"`
	}
	if got := process.Setting("CERTS", "/etc/my certs"); got != want {
		t.Errorf("it is written %s, want %s", got, want)
	}
}
