"""Where Termbook meets the world: files, the clock, the environment, the command line."""
