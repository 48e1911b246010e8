"""What: what was asked and promised, what was reported, what the panel concluded, and what is published."""
