package main

func opener(page string) []string { return []string{"open", page} }
