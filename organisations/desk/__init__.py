"""What the people of an organisation do about the organisation itself."""
