package detect

import (
	"cmp"
	"path"
	"strings"
)

// services folds what is said of services: the strongest source describes each.
func (r *resolver) services() {
	best := map[named]statement{}
	var order []named
	for _, st := range r.all {
		if st.kind != Service {
			continue
		}
		key := named{r.part(st), st.name}
		before, known := best[key]
		if !known {
			order = append(order, key)
		}
		if !known || st.strength > before.strength {
			st.port = cmp.Or(st.port, before.port)
			st.image = cmp.Or(st.image, before.image)
			st.need = max(st.need, before.need)
			best[key] = st
			continue
		}
		before.port, before.image = cmp.Or(before.port, st.port), cmp.Or(before.image, st.image)
		before.need = max(before.need, st.need)
		best[key] = before
	}
	for _, key := range order {
		st := best[key]
		if _, main := best[named{"", key.name}]; key.part != "" && main {
			continue
		}
		r.claim(Claim{Name: st.name, Image: st.image, Port: st.port, Required: st.need == demands}, st)
	}
}

// containers says that Docker is needed where it is the only way to the services
// that is told: Compose starts them, the project's own words or commands call
// it, and none says how to install them otherwise.
func (r *resolver) containers() {
	if r.native {
		return
	}
	composed := ""
	for _, c := range r.report.Claims {
		if c.Kind == Service && c.Required && c.Part == "" && strings.Contains(path.Base(c.From.File), "compose") && !strings.Contains(c.From.File, ".devcontainer") {
			composed = c.Name
		}
	}
	if composed == "" {
		return
	}
	for i, st := range r.all {
		if st.name == "docker" && st.need == offers && st.strength >= told {
			r.all[i].need, r.all[i].dir = demands, ""
			r.all[i].reason = "It is the way to " + composed + " and the other services that the repository tells of."
			return
		}
	}
}
