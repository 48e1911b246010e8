"""The record of 2014: what the three annexes say, as data files, and the ways to load, check and complete it."""
