"""YAML text as the user typed it: nodes with positions, duplicates and limits; nothing guessed."""
