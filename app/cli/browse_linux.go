package main

func opener(page string) []string { return []string{"xdg-open", page} }
