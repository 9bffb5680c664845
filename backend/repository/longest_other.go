//go:build !windows

package repository

// longestPath is how many bytes a path may have for every program to open it.
const longestPath = 1023
