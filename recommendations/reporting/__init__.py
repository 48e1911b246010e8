"""From what an organisation owes to what it reported: obligations, drafts, checks, submissions, decisions.

The organisation's desk (`returns`), the panel's desk (`panel`) and the clock all come through the actions here.
"""
