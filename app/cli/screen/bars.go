package screen

import "firstlight/backend/progress"

// Bars are the signs of a picture of a way, each one column wide. No two differ by
// colour alone.
type Bars struct {
	Kinds  map[progress.Mode]string
	Marks  map[progress.Happening]string
	Failed string
	Star   string
	// Fold stands where a pause was folded together.
	Fold string
}

// plainRoom is how many columns a picture has in a file.
const plainRoom = 100

// Room returns the columns that a picture can have.
func (s *Screen) Room() int {
	if w := s.width(); w > 0 {
		return w
	}
	return plainRoom
}

// Columns returns the columns that lines are to keep to; zero means any number.
func (s *Screen) Columns() int { return s.width() }

// Bars returns the signs that this screen can show: letters in a file, which
// programs of any kind read.
func (s *Screen) Bars() Bars {
	if s.options.Width == nil {
		return Bars{
			Kinds: map[progress.Mode]string{
				progress.ModeHandsOn: "#", progress.ModeMachine: "=", progress.ModeWaiting: "~", progress.ModeAway: ".",
			},
			Marks:  map[progress.Happening]string{progress.Held: "+", progress.Undone: "<"},
			Failed: "x", Star: "*", Fold: "|",
		}
	}
	return Bars{
		Kinds: map[progress.Mode]string{
			progress.ModeHandsOn: s.style("36", "█"), progress.ModeMachine: s.style("34", "▓"), progress.ModeWaiting: s.style("33", "░"),
			progress.ModeAway: s.style("2", "·"),
		},
		Marks:  map[progress.Happening]string{progress.Held: s.style("32", "✓"), progress.Undone: s.style("35", "↶")},
		Failed: s.style("31", "✗"), Star: s.style("33", "★"), Fold: s.style("2", "┆"),
	}
}

// Legend says what the signs mean.
func (b Bars) Legend(folds bool) string {
	text := b.Kinds[progress.ModeHandsOn] + " hands-on  " + b.Kinds[progress.ModeMachine] + " machine  " + b.Kinds[progress.ModeWaiting] +
		" waiting  " + b.Kinds[progress.ModeAway] + " away  " + b.Marks[progress.Held] + " holds  " + b.Failed + " a try failed  " +
		b.Marks[progress.Undone] + " held no longer  " + b.Star + " milestone"
	if folds {
		text += "  " + b.Fold + " an hour or more away, folded together"
	}
	return text
}
