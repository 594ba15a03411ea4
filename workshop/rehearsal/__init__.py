"""Made-up people: what they are called and what they write, and a copy of an event in which they stand in for the real ones.

They act through the same domain functions as everybody else, and only ever in a rehearsal or in the demo.
"""
