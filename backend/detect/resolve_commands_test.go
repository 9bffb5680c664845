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

func TestSetUpOfADocument(t *testing.T) {
	check(t, []states{
		{"what installs nothing of a package of Node", tree{
			"package.json": `{"scripts":{"test":"node --test"},"dependencies":{}}`, "CONTRIBUTING.md": "# Install\n\n```sh\nnpm ci --no-audit\n```\n",
			"package-lock.json": `{"lockfileVersion":3,"packages":{"":{"name":"x"}}}`, "web/package.json": `{"scripts":{"test":"x"}}`,
		}, []string{"-setup…", "test npm test…"}},
		{"what a package is used beside", tree{"package.json": `{"peerDependencies":{"a":"1"}}`}, []string{"setup npm install…"}},
		{"what a package can do without", tree{"package.json": `{"optionalDependencies":{"a":"1"}}`}, []string{"setup npm install…"}},
		{"what a workspace installs", tree{"package.json": `{"workspaces":["a"]}`}, []string{"setup npm install…"}},
		{"what pnpm's workspace installs", tree{"package.json": "{}", "pnpm-workspace.yaml": "packages: [a]\n"}, []string{"setup pnpm install…"}},
		{"what Lerna's packages need", tree{"package.json": "{}", "lerna.json": `{"packages":["a"]}`}, []string{"setup npm install…"}},
		{"what npm's lock file names", tree{"package.json": "{}", "package-lock.json": "{\n\"dependencies\": {\n\"a\": {}}}"}, []string{"setup npm install…"}},
		{"what pnpm's lock file names", tree{"package.json": "{}", "pnpm-lock.yaml": "importers:\n\n  .:\n    devDependencies:\n      a:\n"}, []string{"setup pnpm install…"}},
		{"what the lock file of yarn's first form names", tree{"package.json": "{}", "yarn.lock": "# yarn lockfile v1\n\na@1:\n  version \"1.0.0\"\n"}, []string{"setup yarn install…"}},
		{"what the lock file of yarn's later form names", tree{"package.json": "{}", "yarn.lock": "\"x@workspace:.\":\n  dependencies:\n    a: \"npm:^1\"\n"}, []string{
			"setup yarn install…",
		}},
		{"lock files that name nothing", tree{"package.json": "{}", "pnpm-lock.yaml": "importers:\n\n  .: {}\n", "yarn.lock": "__metadata:\n  version: 8\n\n\"x@workspace:.\":\n  version: 0.0.0-use.local\n"}, []string{
			"-setup…",
		}},
		{"a package that cannot be read may name something", tree{"package.json": "{", "CONTRIBUTING.md": "# Install\n\n```sh\nnpm ci\n```\n"}, []string{"setup npm ci…"}},
		{"a command that is told twice is run once", tree{"package.json": `{"dependencies":{"a":"1"}}`, "CONTRIBUTING.md": "# Install\n\n```sh\nnpm ci\n```\n\n# Build\n\n```sh\nnpm ci\nnpm run build\n```\n"}, []string{
			"setup npm ci <- CONTRIBUTING.md:4", "-setup npm ci <- CONTRIBUTING.md:10",
		}},
		{"what the document leaves out goes before it", tree{
			"composer.json": `{"require":{"php":"^8.1"}}`, "a.php": "", "b.php": "", "package.json": `{"scripts":{"build":"x"},"dependencies":{"a":"1"}}`,
			"CONTRIBUTING.md": "# Assets\n\n```sh\nnpm install\n```\n",
		}, []string{"setup composer install <- composer.json:1", "setup npm install <- CONTRIBUTING.md:4"}},
	})
}

func TestCommandsOfTargets(t *testing.T) {
	const module = "module x\ngo 1.25"
	check(t, []states{
		{"a target that installs the product by its own tool", tree{"go.mod": module, "Makefile": "install:\n\tgo install ./...\n"}, []string{"-setup make install…", "setup go mod download…"}},
		{"a recipe that installs the product", tree{"Cargo.toml": "[package]\nname='x'\n", "justfile": "install:\n  cargo install -f x\n"}, []string{"-setup just install…", "setup cargo build…"}},
		{"a target that installs tools", tree{"go.mod": module, "Makefile": "install:\n\tgo install example.com/tool@v1\n"}, []string{"setup make install…"}},
		{"all checks build nothing", tree{"go.mod": module, "Makefile": "all: lint test\nlint:\n\tx\ntest:\n\tgo test ./...\n"}, []string{"-build make all…", "build go build…"}},
		{"all of it is built", tree{"go.mod": module, "Makefile": "all: build test\nbuild:\n\tx\ntest:\n\tx\n"}, []string{"build make build…"}},
		{"the integration's own folders are not here", tree{
			"CMakeLists.txt": "project(x)\n", ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: ctest --test-dir ../build\n",
		}, []string{"-test ctest…"}},
	})
}

func TestWholeProjects(t *testing.T) {
	check(t, []states{
		{"the projects of a solution are the solution's", tree{
			"X.sln":          "Project(\"{1}\") = \"A\", \"src\\A\\A.csproj\", \"{2}\"\nProject(\"{1}\") = \"B\", \"src\\B\\B.csproj\", \"{3}\"\n",
			"src/A/A.csproj": "<Project><TargetFramework>net8.0</TargetFramework></Project>", "src/B/B.csproj": "<Project><TargetFramework>net9.0</TargetFramework></Project>",
			"other/C.csproj": "<Project><TargetFramework>net10.0</TargetFramework></Project>",
		}, []string{"tool dotnet >=9.0.0 <- src/B/B.csproj:1", "tool dotnet >=10.0.0 (optional) part other/ <- other/C.csproj:1"}},
		{"a workspace of Flutter is tested where the app is", tree{
			"pubspec.yaml": "environment:\n  sdk: ^3.5.0\nworkspace:\n  - app\n", "app/pubspec.yaml": "resolution: workspace\ndependencies:\n  flutter:\n    sdk: flutter\ndev_dependencies:\n  flutter_test:\n    sdk: flutter\n",
			"Cargo.toml": "[package]\nname='x'\n", "app/a.dart": "", "app/b.dart": "", "x.rs": "",
		}, []string{"setup dart pub get <- pubspec.yaml:1", "test cd app && flutter test <- app/pubspec.yaml:6", "run cd app && flutter run (optional) <- app/pubspec.yaml:1", "-setup cd app…", "tool flutter <- app/pubspec.yaml:1"}},
		{"Gradle itself needs a Java", tree{
			"build.gradle": "plugins { id 'java' }\nsourceCompatibility = 1.8\n", "gradle/wrapper/gradle-wrapper.properties": "distributionUrl=https\\://services.gradle.org/distributions/gradle-9.2.0-bin.zip\n",
		}, []string{"tool java >=17.0.0 <- gradle/wrapper/gradle-wrapper.properties:1", "-conflict…"}},
		{"an older Gradle needs no newer Java", tree{
			"build.gradle": "plugins { id 'java' }\nsourceCompatibility = 1.8\n", "gradle/wrapper/gradle-wrapper.properties": "distributionUrl=https\\://services.gradle.org/distributions/gradle-8.14-bin.zip\n",
		}, []string{"tool java >=8.0.0 <- build.gradle:2"}},
		{"an image that runs the project's own files is no service", tree{"compose.yaml": "services:\n  web:\n    image: node:22-alpine\n  db:\n    image: postgres:17\n"}, []string{
			"-service web…", "service postgres postgres:17 :5432 <- compose.yaml:4",
		}},
	})
}
