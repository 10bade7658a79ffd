"""The only part that prints, asks, exits, or reads the clock and the environment."""
