package detect

func phpReaders() []reader {
	return []reader{
		{names: []string{"composer.json"}, read: readComposer},
		{names: []string{".php-version"}, read: readPHPVersion},
	}
}

func readComposer(f *file, s *statements) {
	manifest := f.json()
	if manifest == nil {
		return
	}
	php := manifest.get("require", "php")
	line, reason := php.at(), "Composer installs on no other PHP."
	if php == nil {
		line, reason = 1, "composer.json describes a PHP project."
	}
	s.tool(f, line, "php", declared, demands, composerVersion(php.str()), reason)
	s.tool(f, 1, "composer", declared, demands, "", "Composer installs the packages of composer.json.")
	scripts := manifest.get("scripts")
	for _, script := range scripts.each() {
		switch script.key {
		case "setup":
			s.command(f, script.line, Setup, own, "php", "composer setup", "The project's own set-up script.")
		case "test", "tests":
			s.command(f, script.line, Test, own, "php", "composer "+script.key, "The project's own test script.")
		case "build":
			s.command(f, script.line, Build, own, "php", "composer run build", "The project's own build script.")
		case "dev", "serve":
			s.command(f, script.line, Run, own, "php", "composer run "+script.key, "The project's own script that runs it.")
		}
	}
	s.command(f, 1, Setup, bare, "php", "composer install", "Composer installs the packages.")
	if command := phpTest(f); command != "" {
		s.command(f, 1, Test, bare, "php", command, "The project has a configuration for it.")
	}
	if f.beside("artisan") != "" {
		s.command(f, 1, Run, bare, "php", "php artisan serve", "Laravel serves the application.")
	}
}

// phpTest returns the command that runs a PHP project's tests.
func phpTest(f *file) string {
	if f.beside("phpunit.xml", "phpunit.xml.dist", "phpunit.dist.xml") == "" {
		return ""
	}
	switch {
	case f.beside("artisan") != "":
		return "php artisan test"
	case f.mentions("composer.json", `"pestphp/pest"`):
		return "vendor/bin/pest"
	case f.beside("bin/phpunit") != "":
		return "bin/phpunit"
	}
	return "vendor/bin/phpunit"
}

// readPHPVersion reads the version that phpenv and Symfony's server switch to.
func readPHPVersion(f *file, s *statements) {
	text := firstLine(f)
	if startsWithDigit(text) {
		s.tool(f, 1, "php", versioned, demands, text, "Version managers switch to this PHP here.")
	}
}
