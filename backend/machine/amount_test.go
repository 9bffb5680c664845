package machine

import "testing"

func TestAmount(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 kB", 1500: "1 kB", 999_999_999: "999 MB", 1_000_000_000: "1 GB", 1_050_000_000: "1 GB", 1_900_000_000: "1.9 GB",
		9_999_999_999: "9.9 GB", 12_700_000_000: "12 GB", 128_000_000_000: "120 GB",
	} {
		if got := amount(bytes); got != want {
			t.Errorf("amount(%d) = %q, want %q", bytes, got, want)
		}
	}
}
