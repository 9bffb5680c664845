package detect

func swiftReaders() []reader {
	return []reader{
		{names: []string{"Package.swift"}, read: readSwiftPackage},
		{names: []string{".swift-version"}, read: readSwiftVersion},
	}
}

var swiftTools = pattern(`(?m)^//\s*swift-tools-version:?\s*([\d.]+)`)

func readSwiftPackage(f *file, s *statements) {
	version, line, reason := "", 1, "Package.swift describes a Swift package."
	if at := swiftTools().FindSubmatchIndex(f.data); at != nil {
		version, line, reason = floor(string(f.data[at[2]:at[3]])), f.lineOf(at[2]), "An older Swift does not read the manifest."
	}
	s.tool(f, line, "swift", declared, demands, version, reason)
	s.command(f, 1, Setup, bare, "swift", "swift build", "Swift's package manager fetches and builds what the package is made of.")
	s.command(f, 1, Build, bare, "swift", "swift build", "Swift's package manager builds it.")
	if at := f.line(".testTarget("); at > 1 {
		s.command(f, at, Test, bare, "swift", "swift test", "The package has targets of tests.")
	}
}

// readSwiftVersion reads the version that swiftly and swiftenv switch to.
func readSwiftVersion(f *file, s *statements) {
	if text := firstLine(f); startsWithDigit(text) {
		s.tool(f, 1, "swift", versioned, demands, text, "Version managers switch to this Swift here.")
	}
}
