"""What the templates of the admin ask of this app."""
