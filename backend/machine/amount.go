package machine

import (
	"fmt"
	"strconv"
)

// amount returns a number of bytes in words, rounded down and coarsely: what is
// free changes all the time, and only what matters should read as a change.
func amount(bytes int64) string {
	const kB, MB, GB = 1e3, 1e6, 1e9
	switch whole := bytes / GB; {
	case whole >= 100:
		return strconv.FormatInt(whole/10*10, 10) + " GB"
	case whole >= 10:
		return strconv.FormatInt(whole, 10) + " GB"
	case bytes >= GB:
		tenths := bytes / (GB / 10)
		if tenths%10 == 0 {
			return strconv.FormatInt(whole, 10) + " GB"
		}
		return fmt.Sprintf("%d.%d GB", tenths/10, tenths%10)
	case bytes >= MB:
		return strconv.FormatInt(bytes/MB, 10) + " MB"
	default:
		return strconv.FormatInt(bytes/kB, 10) + " kB"
	}
}
