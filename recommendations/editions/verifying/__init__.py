"""Verifies editions from their bytes alone: those of the database, and those of a copy that somebody has.

What is found is told in lines, one for each difference. Nothing that is verified is believed before, or changed.
"""
