"""Who: the bodies and their names, the people who sign in, and the IG Toolkit returns."""
