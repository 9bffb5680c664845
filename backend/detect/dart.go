package detect

import "strings"

func dartReaders() []reader {
	return []reader{
		{names: []string{"pubspec.yaml"}, read: readPubspec},
		{names: []string{".fvmrc"}, read: readFVM},
	}
}

func readPubspec(f *file, s *statements) {
	spec := f.yaml()
	sdk, flutter := spec.get("environment", "sdk"), spec.get("environment", "flutter")
	name := "dart"
	if flutter != nil || spec.get("dependencies", "flutter") != nil {
		// Flutter brings a Dart of its own.
		name = "flutter"
		s.tool(f, max(flutter.at(), 1), "flutter", declared, demands, flutter.str(), "pubspec.yaml describes a Flutter project.")
	} else if spec != nil {
		s.tool(f, max(sdk.at(), 1), "dart", declared, demands, strings.Trim(sdk.str(), "'\""), "Dart's package manager refuses every other Dart.")
	}
	if spec == nil {
		return
	}
	s.member(f, "dart", spec.get("workspace").texts()...)
	s.command(f, 1, Setup, bare, "dart", name+" pub get", "It fetches the packages.")
	if spec.get("dev_dependencies", "test") != nil || spec.get("dev_dependencies", "flutter_test") != nil {
		s.command(f, spec.get("dev_dependencies").at(), Test, bare, "dart", name+" test", "The project has its tests' package.")
	}
	if name == "flutter" {
		s.command(f, 1, Run, bare, "dart", "flutter run", "Flutter runs it.")
	}
}

// readFVM reads the Flutter that FVM switches to.
func readFVM(f *file, s *statements) {
	if flutter := f.json().get("flutter"); startsWithDigit(flutter.str()) {
		s.tool(f, flutter.at(), "flutter", versioned, demands, pinned(flutter.str()), "FVM switches to this Flutter here.")
	}
}
