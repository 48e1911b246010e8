"""Each view finds what the address names, calls one action, and shows the way on."""
