"""Organisations through time: renamed, merged, succeeded, and who is in which collective; each with a reason."""
