"""The panel's desk: what its people see and do in the admin."""
