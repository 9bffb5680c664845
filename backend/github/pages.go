package github

import "github.com/google/go-github/v62/github"

// The most entries of a list that come at once, and the most that are asked for.
const (
	pageSize  = 100
	pagesMost = 10
)

// pages returns what a list holds, as far as a thousand entries.
func pages[T any](list func(github.ListOptions) ([]T, *github.Response, error)) ([]T, error) {
	var all []T
	page := github.ListOptions{PerPage: pageSize}
	for range pagesMost {
		found, response, err := list(page)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		if page.Page = response.NextPage; page.Page == 0 {
			break
		}
	}
	return all, nil
}
