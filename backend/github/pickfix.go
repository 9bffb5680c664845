package github

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-github/v62/github"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// offered is how many tasks there are to choose from.
const offered = 30

func (p *picks) fixes(f check.Finding) []check.Fix {
	p.mu.Lock()
	seen := p.seen
	p.mu.Unlock()
	if fixes := p.enterable(p.host, f); fixes != nil {
		return fixes
	}
	if f.Code != CodeNotPicked || len(seen.tasks) == 0 {
		return nil
	}
	var choices []check.Choice
	for _, task := range seen.tasks[:min(offered, len(seen.tasks))] {
		choices = append(choices, check.Choice{
			Value: strconv.Itoa(task.GetNumber()), Label: fmt.Sprintf("#%d %s", task.GetNumber(), plain(task.GetTitle())), Hint: p.about(task, seen.me),
		})
	}
	return []check.Fix{{
		ID: "pick", Title: "Pick a task",
		Effect:    "The task is assigned to you, where you may do that, and you stand on a new branch for it.",
		Privilege: check.User, Undo: "git switch " + seen.work.Base + ", then git branch -d and the branch's name; and take yourself off the task on its page",
		Inputs: []check.Input{{Name: "task", Label: "Task", Choices: choices, Hint: "Choose one that you would like to work on."}},
		Plan:   func(a check.Answers) []check.Command { return []check.Command{p.branch(seen, a["task"])} },
		Apply: func(ctx context.Context, a check.Answers, out check.Output) error {
			return p.take(ctx, seen, a["task"], out)
		},
	}}
}

// branch returns the command that makes the branch for a task, or goes to it.
func (p *picks) branch(seen offer, task string) check.Command {
	name := "‹branch›"
	if i := slices.IndexFunc(seen.tasks, func(t *github.Issue) bool { return strconv.Itoa(t.GetNumber()) == task }); i >= 0 {
		name = branchName(p.spec.Branch, seen.me, seen.tasks[i].GetNumber(), seen.tasks[i].GetTitle())
	}
	if slices.ContainsFunc(seen.work.Branches, func(b Branch) bool { return b.Name == name }) {
		return check.Run("git", "switch", name).In(p.spec.Dir)
	}
	return check.Run("git", "switch", "--no-track", "-c", name, "origin/"+seen.work.Base).In(p.spec.Dir)
}

// take assigns a task to the person and makes the branch for it. Whoever may not
// assign can work on it all the same.
func (p *picks) take(ctx context.Context, seen offer, task string, out check.Output) error {
	number, err := strconv.Atoi(task)
	if err != nil {
		return fmt.Errorf("reading the number of the task: %w", err)
	}
	command := p.branch(seen, task)
	out.Line("$ " + command.String())
	result, err := p.runner.Run(ctx, process.Spec{Args: command.Args, Dir: command.Dir}.To(out))
	if err != nil {
		return &Error{
			Code: CodeNotPicked, What: "The branch could not be made", Why: "Git says: " + lastLine(result.Output),
			Next: "Commit or put aside what you have changed, then pick again", Err: err,
		}
	}
	issue, _, err := seen.client.Issues.AddAssignees(ctx, p.owner, p.name, number, []string{seen.me})
	if err != nil || !has(issue, seen.me) {
		out.Line("You may not assign tasks there, so say in a comment that you take it: " + p.host.page("/"+p.String()+"/issues/"+task))
		return nil
	}
	out.Line("The task is assigned to you.")
	return nil
}

func lastLine(output string) string {
	output = strings.TrimRight(output, "\r\n\t .")
	return plain(output[strings.LastIndexAny(output, "\r\n")+1:])
}
