"""What is so of this search on this day, and what each reader may know of it."""
