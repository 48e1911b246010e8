"""The panel's desk: Django's admin in this site's dress, and the manners that all its pages share."""
