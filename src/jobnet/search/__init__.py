"""The search as a whole: what is due, who knows whom, where things stand. Pure."""
