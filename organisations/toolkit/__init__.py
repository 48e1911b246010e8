"""What follows from the IG Toolkit's returns: pure functions from rows to figures, and checks of what was printed."""
