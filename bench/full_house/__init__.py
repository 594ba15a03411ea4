"""A full house: people who join from one address, follow the room and save, all at once. `bin/bench room --help`."""
