package detect

// files passes on what is said of hooks and of files for the environment.
func (r *resolver) files() {
	type seen struct {
		kind                 Kind
		part, name, template string
	}
	known := map[seen]bool{}
	for _, st := range r.all {
		if st.kind != Hooks && st.kind != EnvFile {
			continue
		}
		key := seen{st.kind, r.part(st), st.name, st.template}
		if known[key] {
			continue
		}
		known[key] = true
		r.claim(Claim{Name: st.name, Template: st.template, Command: st.command, Required: st.need == demands}, st)
	}
}
