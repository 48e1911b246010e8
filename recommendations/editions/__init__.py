"""What was published for a period, at a moment, for good; and what has to be there before."""
