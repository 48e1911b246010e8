"""The whole public record as a Data Package, out and back in: tables as CSV, and a descriptor of what they hold.

`resources` says what is in it. What goes out comes back the same: a cell tells null from the empty text, and order,
columns and bytes follow from the record alone, so that two packages of the same record are the same.
"""
