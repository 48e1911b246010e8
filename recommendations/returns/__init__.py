"""The organisation's desk: what it owes, its reports, its receipts and its history."""
