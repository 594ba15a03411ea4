"""How fast the site is, beside a bare Flask app of the same stack, measured in one run. Start it with `make bench`."""
