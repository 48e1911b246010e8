"""Reviewing reports at the panel's desk: the queue, one report beside last period's, and the decision on it."""
