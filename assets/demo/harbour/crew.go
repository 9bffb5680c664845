package main

// Lamp is one light on the harbour board: a member of the crew.
type Lamp struct {
	// Name is whose lamp it is.
	Name string
	// Light is how it shines, as sea charts write it: "Fl(2) W 10s" flashes
	// twice, white, every ten seconds. README.md lists what can stand here.
	Light string
}

// crew is everyone who has a lamp on the board, in the order they came aboard.
func crew() []Lamp {
	return []Lamp{
		{Name: "Grace Darling", Light: "Fl W 5s"},
		{Name: "Ida Lewis", Light: "Oc R 6s"},
		{Name: "Augustin Fresnel", Light: "Iso G 4s"},
		{Name: "Robert Stevenson", Light: "Fl(2) W 10s"},
		// New on board? Your lamp goes below this line.
	}
}
