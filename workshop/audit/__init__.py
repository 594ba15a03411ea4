"""The append-only log of what staff did, in opaque ids, sealed in a hash chain."""
