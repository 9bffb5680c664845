package machine

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// gpgKey is one secret key, or part of one, as gpg lists it.
type gpgKey struct {
	fingerprint string
	// primary says that the others of its kind belong to it.
	primary bool
	// signs says that it is made for signatures.
	signs            bool
	expired, revoked bool
	// there says that its secret is on this machine; card, on a smart card.
	there, card bool
	made        int64
	expires     time.Time
}

// usable reports whether a signature can be made with the key.
func (k gpgKey) usable() bool { return k.signs && !k.expired && !k.revoked && (k.there || k.card) }

// parseGPGKeys reads what gpg --with-colons lists of secret keys.
func parseGPGKeys(list string) []gpgKey {
	const kind, validity, made, expires, value, abilities, token = 0, 1, 5, 6, 9, 11, 14
	var keys []gpgKey
	for line := range strings.Lines(list) {
		fields := strings.Split(strings.TrimSpace(line), ":")
		if fields[kind] == "fpr" && len(fields) > value && len(keys) > 0 && keys[len(keys)-1].fingerprint == "" {
			keys[len(keys)-1].fingerprint = fields[value]
		}
		if fields[kind] != "sec" && fields[kind] != "ssb" || len(fields) <= token {
			continue
		}
		key := gpgKey{
			primary: fields[kind] == "sec",
			signs:   strings.Contains(fields[abilities], "s"),
			expired: fields[validity] == "e",
			revoked: strings.ContainsAny(fields[validity], "rdin"),
			there:   fields[token] == "+",
			card:    fields[token] != "+" && fields[token] != "#" && fields[token] != "",
		}
		key.made, _ = strconv.ParseInt(fields[made], 10, 64) // Without it, it is the oldest.
		if at, err := strconv.ParseInt(fields[expires], 10, 64); err == nil {
			key.expires = time.Unix(at, 0)
		}
		keys = append(keys, key)
	}
	return keys
}

// signer returns the key that gpg signs with, the youngest that it can use.
func signer(keys []gpgKey) (gpgKey, bool) {
	usable := slices.DeleteFunc(slices.Clone(keys), func(k gpgKey) bool { return !k.usable() })
	if len(usable) == 0 {
		return gpgKey{}, false
	}
	return slices.MaxFunc(usable, func(a, b gpgKey) int { return int(min(max(a.made-b.made, -1), 1)) }), true
}
