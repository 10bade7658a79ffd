"""Foreign formats, one a module, read into profile records."""
