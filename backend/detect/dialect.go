package detect

import (
	"strconv"
	"strings"
)

// gemVersion turns requirements as Bundler and RubyGems write them, which all
// hold, into one constraint. Without an operator they name that very version.
func gemVersion(requirements ...string) string {
	terms := make([]string, 0, len(requirements))
	for _, r := range requirements {
		if r = strings.TrimSpace(r); r != "" {
			terms = append(terms, pinned(r))
		}
	}
	return strings.Join(terms, ", ")
}

// pinned makes a version without an operator mean itself alone, and a series of
// versions where it has fewer than three numbers.
func pinned(text string) string {
	if startsWithDigit(text) && strings.Count(text, ".") >= 2 {
		return "==" + text
	}
	return text
}

func startsWithDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

var (
	composerTilde     = pattern(`~\s*v?(\d)`)
	composerStability = pattern(`@(?i:stable|rc|beta|alpha|dev)`)
)

// composerVersion reads Composer's constraints, whose tilde lets the last number
// that is given rise, as Bundler's ~> does.
func composerVersion(text string) string {
	return composerTilde().ReplaceAllString(composerStability().ReplaceAllString(text, ""), "~> $1")
}

var elixirWords = strings.NewReplacer(" and ", ", ", " or ", " || ")

// elixirVersion reads the requirements of Elixir: "~> 1.15 or ~> 2.0".
func elixirVersion(text string) string { return elixirWords.Replace(text) }

// floor returns the constraint of what compiles for a version, or is the oldest
// that will do; "" for what is no version.
func floor(text string) string {
	text = strings.TrimSpace(text)
	if !startsWithDigit(text) {
		return ""
	}
	return ">=" + text
}

// javaRelease gives a release of Java its present name: 1.8 is 8.
func javaRelease(text string) string {
	text = strings.TrimSpace(text)
	if rest, old := strings.CutPrefix(text, "1."); old && rest != "" {
		return rest
	}
	return text
}

// mavenRange reads Maven's ranges: "[17,22)", "[17,)"; a version without brackets
// is the oldest that will do.
func mavenRange(text string) string {
	text = strings.TrimSpace(text)
	if !strings.ContainsAny(text, "[(") {
		return floor(javaRelease(text))
	}
	if strings.Count(text, ",") > 1 {
		return ""
	}
	low, high, two := strings.Cut(strings.Trim(text, "[]()"), ",")
	if !two {
		return pinned(javaRelease(low))
	}
	var terms []string
	if low = javaRelease(low); low != "" {
		above := ">"
		if text[0] == '[' {
			above = ">="
		}
		terms = append(terms, above+low)
	}
	if high = javaRelease(high); high != "" {
		below := "<"
		if strings.HasSuffix(text, "]") {
			below = "<="
		}
		terms = append(terms, below+high)
	}
	return strings.Join(terms, ", ")
}

// sdkBand is how many patches of .NET's SDK one feature band has: 10.0.1xx.
const sdkBand = 100

// sdkVersion reads the SDK that a global.json names, and how far newer ones are
// taken instead.
func sdkVersion(sdk, roll string) string {
	numbers := strings.Split(sdk, ".")
	if len(numbers) < 3 {
		return floor(sdk)
	}
	major, errMajor := strconv.Atoi(numbers[0])
	minor, errMinor := strconv.Atoi(numbers[1])
	third, _, _ := strings.Cut(numbers[2], "-")
	patch, errPatch := strconv.Atoi(third)
	if errMajor != nil || errMinor != nil || errPatch != nil {
		return ""
	}
	switch strings.ToLower(roll) {
	case "disable":
		return "==" + sdk
	case "major", "latestmajor":
		return ">=" + sdk
	case "minor", "latestminor":
		return ">=" + sdk + ", <" + strconv.Itoa(major+1)
	case "feature", "latestfeature":
		return ">=" + sdk + ", <" + numbers[0] + "." + strconv.Itoa(minor+1)
	default:
		return ">=" + sdk + ", <" + numbers[0] + "." + numbers[1] + "." + strconv.Itoa((patch/sdkBand+1)*sdkBand)
	}
}
