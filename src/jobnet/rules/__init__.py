"""What must not go out, and what could be better: one function a rule."""
