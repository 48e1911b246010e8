"""The site: settings, addresses, and the few things that everyone stands on."""
