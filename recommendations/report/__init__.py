"""A period's report as a document, in the order of the annexes: first as plain values, then as pages and as one PDF.

`document/` is what it is made of, `contents` numbers its sections and parts it into pages, `gather/` reads it from the
published record, and `pdf/` makes one file of it. Whoever has the same values from elsewhere shows the same document.
"""
