package main

import (
	"context"
	"os"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/process"
)

// browse opens a one-time address in the person's browser. The address lets in
// whoever has it, and everyone on the machine sees the arguments of programs; so
// the browser is handed a page that only the person can read and that leads
// there. The page is removed once the address was used, and by forget at last.
func (c *cli) browse(ctx context.Context, address string, used <-chan struct{}) (forget func()) {
	places, err := guide.FindPlaces()
	var page string
	if err == nil {
		page, err = leadTo(address, visible(places.Data))
	}
	if err != nil {
		c.notBrowsed(err)
		return func() {}
	}
	over, stop := context.WithTimeout(ctx, pageLimit)
	removed := make(chan error, 1)
	go func() {
		select {
		case <-used:
		case <-over.Done():
		}
		removed <- os.Remove(page)
	}()
	c.show(ctx, page)
	return func() {
		stop()
		if err := <-removed; err != nil {
			c.notes.Text(0, "Please remove the page that led your browser here: "+err.Error())
		}
	}
}

func (c *cli) notBrowsed(err error) {
	c.notes.Text(0, "The browser could not be opened: "+err.Error()+". Open the address yourself.")
}

// pageLimit bounds how long the page waits for a browser.
const pageLimit = 2 * time.Minute

// show opens a page in the person's browser.
func (c *cli) show(ctx context.Context, page string) {
	if err := process.New(os.Environ()).Open(ctx, page); err != nil {
		c.notBrowsed(err)
	}
}
