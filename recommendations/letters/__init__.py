"""Letters about returns: what is owed, what was decided, what was received."""
