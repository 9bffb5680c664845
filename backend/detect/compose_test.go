package detect_test

import "testing"

func TestCompose(t *testing.T) {
	check(t, []states{
		{"services, and the project's own", tree{"compose.yaml": `services:
  app:
    build: .
    depends_on: [db]
  worker:
    image: acme/app:latest
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgis/postgis:${PG:-16}-3.4
    ports: ["5433:5432"]
  cache: { image: "valkey/valkey:8" }
  adminer: { image: adminer }
  gateway:
    image: acme/gateway
    ports: ["127.0.0.1:8000:9000/tcp"]
`}, []string{
			"service postgres postgis/postgis:16-3.4 :5432 <- compose.yaml:8", "service redis valkey/valkey:8 :6379 <- compose.yaml:11",
			"service adminer adminer :8080 (optional) <- compose.yaml:12", "service gateway acme/gateway :9000 (optional) <- compose.yaml:13",
			"-service app…", "-service worker…",
		}},
		{"databases that stand for each other are optional", tree{"docker-compose.yml": "services:\n  my:\n    image: mysql:9\n  pg:\n    image: postgres:18\n"}, []string{
			"service mysql mysql:9 :3306 (optional)…", "service postgres postgres:18 :5432 (optional)…",
		}},
		{"unless one of them is waited for", tree{"docker-compose.yml": "services:\n  my:\n    image: mysql:9\n  pg:\n    image: postgres:18\n  app: {build: ., depends_on: [pg]}\n"}, []string{
			"service mysql mysql:9 :3306 (optional)…", "service postgres postgres:18 :5432 <- docker-compose.yml:4",
		}},
		{"or all of them, for tests with each", tree{"docker-compose.yml": "services:\n  my:\n    image: mysql:9\n  pg:\n    image: postgres:18\n  app: {build: ., depends_on: [pg, my]}\n"}, []string{
			"service mysql mysql:9 :3306 (optional)…", "service postgres postgres:18 :5432 (optional)…",
		}},
		{"a profile is optional", tree{"compose.yml": "services:\n  s: {image: redis, profiles: [full]}\n"}, []string{"service redis redis :6379 (optional)…"}},
		{"a database that is built here", tree{"compose.yml": "services:\n  postgres:\n    build: ./db\n  web: {build: .}\n"}, []string{"service postgres :5432 <- compose.yml:2", "-service web…"}},
		{"the override adds", tree{"compose.yml": "services: {db: {image: postgres}}", "compose.override.yml": "services:\n  mail: {image: axllent/mailpit}\n"}, []string{
			"service mailpit axllent/mailpit :1025 (optional) <- compose.override.yml:2",
		}},
		{"files for production do not speak", tree{"compose.prod.yml": "services: {db: {image: postgres}}", "docker-compose.deploy.yml": "services: {db: {image: postgres}}", "contrib/compose.yml": "services: {db: {image: postgres}}"}, []string{"-service…"}},
		{"aliases and merges", tree{"compose.yml": "x-db: &db\n  image: mongo:7\nservices:\n  main:\n    <<: *db\n"}, []string{"service mongodb mongo:7 :27017 <- compose.yml:4"}},
		{"beside the development container", tree{".devcontainer/docker-compose.yml": "services:\n  app: {build: .}\n  db:\n    image: postgres:latest\n"}, []string{
			"service postgres postgres:latest :5432 <- .devcontainer/docker-compose.yml:3", "-tool docker…",
		}},
		{"not YAML", tree{"compose.yml": "services: [}"}, []string{"note: compose.yml: not understood…"}},
	})
}
