"""The people of every test, by address. Each test uses as many of them as it needs."""

ADA = "ada@demo.example"  # facilitates HERON-42
BEN = "ben@demo.example"  # takes part in HERON-42, in the team Claims
CLEO = "cleo@demo.example"  # reads Northgate's reports
OMAR = "omar@demo.example"  # administers the site
DORA = "dora@demo.example"  # reads Harbour's reports, and must see nothing of Northgate
PASSWORD = "workbook demo only"
