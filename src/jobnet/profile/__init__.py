"""What the user wrote: the nouns, reading them from the file, adding to the file."""
