"""The history of every row at the desk: who changed what and when, and why. Looked at and searched, never changed."""
