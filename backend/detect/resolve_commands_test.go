package detect_test

import "testing"

func TestCommandsOfAFolder(t *testing.T) {
	const script = `{"scripts":{"test":"x"}}`
	check(t, []states{
		{"a plain name", tree{"web-app/package.json": script}, []string{"test cd web-app && npm test <- web-app/package.json:1"}},
		{"a name with a space is one word", tree{"web app/package.json": script}, []string{"test cd 'web app' && npm test <- web app/package.json:1"}},
		{"a name runs nothing", tree{"a;touch x/package.json": script, "b$(touch x)'/package.json": script}, []string{
			"test cd 'a;touch x' && npm test <- a;touch x/package.json:1", "-test cd a;touch…", "-test cd b…",
		}},
		{"a quotation mark in a name", tree{"b';touch x/package.json": script}, []string{`test cd 'b'\'';touch x' && npm test <- b';touch x/package.json:1`}},
		{"a name is no option", tree{"-x/package.json": script}, []string{"test cd './-x' && npm test <- -x/package.json:1"}},
	})
}
