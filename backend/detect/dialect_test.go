package detect

import "testing"

// TestDialects reads constraints as each ecosystem writes them.
func TestDialects(t *testing.T) {
	for _, row := range []struct{ got, want string }{
		{gemVersion("3.4.2"), ">=3.4.2 <3.4.3-0"},
		{gemVersion("~> 3.3.0", ">= 3.3.5"), ">=3.3.5 <3.4.0-0"},
		{gemVersion(">= 3.1"), ">=3.1.0"},
		{composerVersion("~8.2"), ">=8.2.0 <9.0.0-0"},
		{composerVersion("~8.2.0"), ">=8.2.0 <8.3.0-0"},
		{composerVersion("^8.1 || ^9@stable"), ">=8.1.0 <9.0.0-0 || >=9.0.0 <10.0.0-0"},
		{composerVersion("8.2.*|8.4.*"), ">=8.2.0 <8.3.0-0 || >=8.4.0 <8.5.0-0"},
		{elixirVersion("~> 1.15 or ~> 2.0"), ">=1.15.0 <2.0.0-0 || >=2.0.0 <3.0.0-0"},
		{elixirVersion(">= 1.14.0 and < 1.19.0"), ">=1.14.0 <1.19.0-0"},
		{floor("1.88"), ">=1.88.0"},
		{floor("latest"), ""},
		{mavenRange("17"), ">=17.0.0"},
		{mavenRange("1.8"), ">=8.0.0"},
		{mavenRange("[17,22)"), ">=17.0.0 <22.0.0-0"},
		{mavenRange("(,21]"), ">=0.0.0-0 <22.0.0-0"},
		{mavenRange("[3.9.6]"), ">=3.9.6 <3.9.7-0"},
		{mavenRange("[1,2],[3,4]"), ""},
		{sdkVersion("9.0.103", ""), ">=9.0.103 <9.0.200-0"},
		{sdkVersion("9.0.103", "latestPatch"), ">=9.0.103 <9.0.200-0"},
		{sdkVersion("9.0.103", "latestFeature"), ">=9.0.103 <9.1.0-0"},
		{sdkVersion("9.0.103", "latestMinor"), ">=9.0.103 <10.0.0-0"},
		{sdkVersion("9.0.103", "major"), ">=9.0.103"},
		{sdkVersion("9.0.103", "disable"), ">=9.0.103 <9.0.104-0"},
		{sdkVersion("9.0", ""), ">=9.0.0"},
		{sdkVersion("9.x.y", ""), ""},
	} {
		if row.got == "" && row.want == "" {
			continue
		}
		if read, ok := constraint(row.got); !ok || read != row.want {
			t.Errorf("%q is read as %q, %t; want %q", row.got, read, ok, row.want)
		}
	}
}
