package machine

import (
	"encoding/binary"
	"io"
	"os"
	"strings"
)

// archivedLocales returns the names in glibc's archive of locales, which begins
// with a table of where its parts are. None are in a file that is no archive.
func archivedLocales(file string) []string {
	const magic, most = 0xde020109, 1 << 20
	opened, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer func() { _ = opened.Close() }() // Nothing was written.
	var head struct {
		Magic, Serial                     uint32
		HashOffset, HashUsed, HashSize    uint32
		NamesOffset, NamesUsed, NamesSize uint32
	}
	if binary.Read(opened, binary.NativeEndian, &head) != nil || head.Magic != magic || head.NamesUsed > most {
		return nil
	}
	names := make([]byte, head.NamesUsed)
	if _, err := io.ReadFull(io.NewSectionReader(opened, int64(head.NamesOffset), int64(head.NamesUsed)), names); err != nil {
		return nil
	}
	return strings.FieldsFunc(string(names), func(r rune) bool { return r == 0 })
}
