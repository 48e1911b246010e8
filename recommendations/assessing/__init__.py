"""Assessing: what the panel weighs for a period, writes, and agrees.

Actions, questions and figures for the panel's desk. Nothing here knows of pages.
"""
