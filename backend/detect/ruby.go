package detect

import (
	"path"
	"strings"
)

func rubyReaders() []reader {
	return []reader{
		{names: []string{".ruby-version"}, read: readRubyVersion},
		{names: []string{"Gemfile", "gems.rb"}, read: readGemfile},
		{names: []string{"Gemfile.lock", "gems.locked"}, read: readGemfileLock},
		{names: []string{"*.gemspec"}, read: readGemspec},
	}
}

// readRubyVersion reads the version that rbenv, chruby and others switch to.
func readRubyVersion(f *file, s *statements) {
	text := strings.TrimPrefix(strings.TrimSpace(string(f.data)), "ruby-")
	if !startsWithDigit(text) {
		return // Another Ruby, such as JRuby, which has versions of its own.
	}
	s.tool(f, 1, "ruby", versioned, demands, pinned(text), "Version managers switch to this Ruby here.")
}

var (
	gemfileRuby  = pattern(`(?m)^\s*ruby\s*\(?\s*((?:["'][^"'\n]+["']\s*,?\s*)+)`)
	gemfileFile  = pattern(`(?m)^\s*ruby\s*\(?\s*file:\s*["']([^"'\n]+)["']`)
	quotedText   = pattern(`["']([^"'\n]*)["']`)
	requiredRuby = pattern(`(?m)^[^#\n]*\.required_ruby_version\s*=\s*(.+)$`)
)

func readGemfile(f *file, s *statements) {
	version, line, reason := "", 1, "A Gemfile lists the gems of a Ruby project."
	strong := declared
	if at := gemfileRuby().FindSubmatchIndex(f.data); at != nil {
		version, line = gemVersion(quotedTexts(string(f.data[at[2]:at[3]]))...), f.lineOf(at[2])
		strong, reason = enforced, "Bundler refuses every other Ruby."
	} else if at := gemfileFile().FindSubmatchIndex(f.data); at != nil {
		name := string(f.data[at[2]:at[3]])
		line = f.lineOf(at[2])
		if data, err := f.tree.open(path.Join(f.dir, name), 0); err == nil {
			text := strings.TrimPrefix(strings.TrimSpace(string(data)), "ruby-")
			if startsWithDigit(text) && !strings.Contains(text, "\n") {
				version, strong = pinned(text), enforced
				reason = "Bundler refuses every Ruby but that of " + name + "."
			}
		}
	}
	s.tool(f, line, "ruby", strong, demands, version, reason)
	s.tool(f, 1, "bundler", declared, demands, "", "Bundler installs the gems of a Gemfile.")
	rubyCommands(f, s)
}

// rubyCommands says how a project with a Gemfile is set up and tested.
func rubyCommands(f *file, s *statements) {
	if f.beside("bin/setup") != "" {
		s.command(f, 1, Setup, own, "ruby", "bin/setup", "bin/setup is where Ruby projects keep their set-up.")
	}
	s.command(f, 1, Setup, bare, "ruby", "bundle install", "Bundler installs the gems.")
	switch {
	case f.beside(".rspec", "spec/spec_helper.rb", "spec/rails_helper.rb") != "" || f.mentions("Gemfile", "rspec"):
		s.command(f, 1, Test, bare, "ruby", "bundle exec rspec", "The tests are RSpec's.")
	case f.beside("bin/rails") != "" && f.beside("test/test_helper.rb") != "":
		s.command(f, 1, Test, bare, "ruby", "bin/rails test", "Rails runs the tests.")
	case f.beside("Rakefile") != "" && f.beside("test/test_helper.rb", "test/helper.rb") != "":
		s.command(f, 1, Test, bare, "ruby", "bundle exec rake test", "The Rakefile has the tests.")
	}
	if f.beside("bin/dev") != "" {
		s.command(f, 1, Run, own, "ruby", "bin/dev", "bin/dev starts everything that development needs.")
	} else if f.beside("bin/rails") != "" {
		s.command(f, 1, Run, bare, "ruby", "bin/rails server", "Rails starts the server.")
	}
}

// readGemfileLock reads with which Bundler, and for which Ruby, the gems were
// chosen.
func readGemfileLock(f *file, s *statements) {
	lines := f.lines()
	for i, line := range lines {
		if i+1 == len(lines) {
			break
		}
		next := strings.TrimSpace(lines[i+1])
		switch line {
		case "BUNDLED WITH":
			s.tool(f, i+2, "bundler", locked, demands, pinned(next), "Bundler switches to the version that wrote the lock file.")
		case "RUBY VERSION":
			number, _, _ := strings.Cut(strings.TrimPrefix(next, "ruby "), "p")
			if startsWithDigit(number) {
				s.tool(f, i+2, "ruby", locked, pins, pinned(number), "The gems were chosen for this Ruby.")
			}
		}
	}
}

func readGemspec(f *file, s *statements) {
	at := requiredRuby().FindSubmatchIndex(f.data)
	if at == nil {
		return
	}
	requirement := gemVersion(quotedTexts(string(f.data[at[2]:at[3]]))...)
	s.tool(f, f.lineOf(at[2]), "ruby", declared, demands, requirement, "The gem installs on no older Ruby.")
}

// quotedTexts returns what stands in quotes.
func quotedTexts(text string) []string {
	var texts []string
	for _, found := range quotedText().FindAllStringSubmatch(text, -1) {
		texts = append(texts, found[1])
	}
	return texts
}
