package container

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/containerd/errdefs"
	"github.com/distribution/reference"
	"github.com/docker/docker/api/types/image"
	"github.com/docker/docker/pkg/jsonmessage"

	"firstlight/backend/check"
)

const (
	// ImageMissing: the engine does not have the image.
	ImageMissing = "image/missing"

	// lookForImage is how often an image is looked for, which is seldom lost.
	lookForImage = 15 * time.Second
)

// ImageCheck returns the check of the claim that the engine has an image, named by
// tag or by digest. The platform, such as "linux/amd64", is what it must be for;
// empty means the engine's own.
func (e *Engine) ImageCheck(name, platform string) check.Check {
	c := &imageCheck{engine: e, image: name, platform: platform}
	return check.Check{
		Observe: c.observe,
		Fixes:   c.fixes,
		Watch:   check.Watch{Every: lookForImage},
		Limit:   5 * answerLimit,
	}
}

type imageCheck struct {
	engine          *Engine
	image, platform string

	mu sync.Mutex
	// ways lead out of what was found last.
	ways []check.Fix
}

func (c *imageCheck) observe(ctx context.Context, _ check.Output) check.Finding {
	f, ways := c.look(ctx)
	c.mu.Lock()
	c.ways = ways
	c.mu.Unlock()
	return f
}

func (c *imageCheck) look(ctx context.Context) (check.Finding, []check.Fix) {
	name := check.Literal("Image", c.image)
	if _, err := reference.ParseNormalizedNamed(c.image); err != nil {
		return check.Fail(ImageUnknown, c.image+" is no name of an image", name), nil
	}
	s, info, err := c.engine.info(ctx)
	if err != nil {
		return away(err), nil
	}
	ask, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	found, err := s.api.ImageInspect(ask, c.image)
	if err != nil && !errdefs.IsNotFound(err) {
		return away(c.engine.lost(ctx, s, err)), nil
	}
	if f, ways, ok := c.engine.unfitImage(ctx, s, info, c.image, c.image, c.platform); ok {
		if f.Code == WrongArchitecture && err == nil {
			// The tag may lead to one for this processor by now.
			ways = append(ways, c.pull())
		}
		return f, ways
	}
	if err != nil {
		l := c.engine.toFetch(ctx, s, info, []wanted{{c.image, c.platform}})
		if f, ways, short := l.noRoom(ctx, s, info); short {
			return f, append(ways, c.pull())
		}
		return check.NotYet(ImageMissing, c.image+" is not here yet", append(l.facts(), name)...), []check.Fix{c.pull()}
	}
	return check.Hold(c.image+" is here", check.Literal("Is", found.ID), check.Fact("Size", amount(found.Size)),
		check.Literal("For", found.Os+"/"+found.Architecture), check.Literal("Made", found.Created)), nil
}

func (c *imageCheck) fixes(f check.Finding) []check.Fix {
	if f.Code == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ways
}

// pull returns the way to have the image.
func (c *imageCheck) pull() check.Fix {
	plan := []string{"docker", "pull"}
	if c.platform != "" {
		plan = append(plan, "--platform", c.platform)
	}
	return check.Fix{
		ID: "pull", Title: "Fetch the image",
		Effect:    "Docker has " + c.image + ", and keeps what it shares with other images only once",
		Privilege: check.User, Undo: "docker rmi " + c.image,
		Plan:  commands(check.Run(append(plan, c.image)...)),
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error { return c.fetch(ctx, out) },
	}
}

// fetch has the engine fetch the image, and tells how far it has come. When ctx
// ends the engine stops too, and drops what it has not got whole.
func (c *imageCheck) fetch(ctx context.Context, out check.Output) error {
	named, err := reference.ParseNormalizedNamed(c.image)
	if err != nil {
		return fmt.Errorf("reading the name %s: %w", c.image, err)
	}
	auth, err := c.engine.encodedAuth(reference.Domain(named))
	if err != nil {
		return err
	}
	s, err := c.engine.connect(ctx)
	if err != nil {
		return err
	}
	said, err := s.api.ImagePull(ctx, reference.TagNameOnly(named).String(), image.PullOptions{RegistryAuth: auth, Platform: c.platform})
	if err != nil {
		out.Line(err.Error())
		return fmt.Errorf("fetching %s: %w", c.image, err)
	}
	defer func() { _ = said.Close() }()
	layers := map[string]jsonmessage.JSONProgress{}
	for told := json.NewDecoder(said); ; {
		var m jsonmessage.JSONMessage
		switch err := told.Decode(&m); {
		case errors.Is(err, io.EOF):
			return ctx.Err()
		case err != nil:
			return fmt.Errorf("fetching %s: %w", c.image, err)
		case m.Error != nil:
			out.Line(m.Error.Message)
			return fmt.Errorf("fetching %s: %w", c.image, m.Error)
		}
		phase := map[string]string{"Downloading": "Fetching ", "Extracting": "Unpacking "}[m.Status]
		switch {
		case m.Status == "":
		case strings.HasPrefix(m.Status, "Retrying in "):
			// The engine counts down aloud, second by second.
			out.Progress(check.Progress{Phase: "The registry broke off; " + lowerFirst(m.Status), Unit: check.Items})
		case phase == "" || m.Progress == nil:
			out.Line(joinWords(m.ID, m.Status))
		default:
			layers[phase+m.ID] = *m.Progress
			p := check.Progress{Phase: phase + c.image, Unit: check.Bytes}
			for of, l := range layers {
				if strings.HasPrefix(of, phase) {
					p.Done += l.Current
					p.Total += l.Total
				}
			}
			out.Progress(p)
		}
	}
}

// lowerFirst returns words as they stand within a sentence.
func lowerFirst(words string) string { return strings.ToLower(words[:1]) + words[1:] }

func joinWords(id, status string) string {
	if id == "" {
		return status
	}
	return id + ": " + status
}
