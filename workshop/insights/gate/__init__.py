"""The gate: what people wrote goes in, what may be printed comes out.

Pure arithmetic, alone in its folder: it knows no database and no web and imports nothing of ours
from outside. One value per person (`reduce`) is added up into blocks that are never reopened
(`extend`); a row is a sum of whole blocks (`row`) and leaves only through one formatter
(`coarsen`). Gaps, quarters, orders and sentences (`derive`, `findings`) read printed figures.
"""
