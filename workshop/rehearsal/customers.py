"""What the people of the demo wrote on worksheets 2 and 3, and how they rated the shared needs: made up."""

# who waits for the work, inside or outside, what they need
CUSTOMERS = (
    ("Branch advisers waiting for a decision", "inside", ("quick", "clear")),
    ("Families after a house fire", "outside", ("quick", "owner", "easy")),
    ("The night shift that takes over our cases", "inside", ("warned", "right")),
    ("Brokers who bring us new business", "outside", ("quick", "fits", "advice")),
    ("The complaints desk", "inside", ("right", "clear")),
    ("Garages that wait for our approval", "outside", ("quick", "ontime")),
    ("Finance, at the end of each month", "inside", ("ontime", "right")),
    ("Policyholders who renew by telephone", "outside", ("easy", "clear")),
    ("New colleagues in their first weeks", "inside", ("owner", "clear")),
    ("The field assessors", "inside", ("right", "warned")),
    ("Small firms that insure their vans", "outside", ("price", "fits")),
    ("The regulator’s case team", "outside", ("right", "ontime")),
    ("Colleagues at the other site", "inside", ("warned", "quick")),
    ("Hospitals that send us the bills", "outside", ("ontime", "owner")),
)
IN_OWN_WORDS = (
    "A same-day answer, even if the answer is “not yet”.",
    "One name to ring.",
    "To hear it before the customer does.",
    "",
)

# importance and delivery around which a room rates each shared need
RATINGS = {
    "speed": (4.5, 2.4),
    "right": (4.3, 3.8),
    "clarity": (4.2, 2.8),
    "ease": (3.6, 3.2),
    "value": (2.7, 3.4),
    "care": (3.9, 3.9),
}

# what they do really well, how people find out, whether that works
STRENGTHS = (
    ("Explain a refusal so that nobody rings twice.", "work", "yes"),
    ("Find the missing paper in a file of two hundred pages.", "none", ""),
    ("Calm an angry caller and still say no.", "word", "partly"),
    ("Turn ten pages of wording into one.", "write", "yes"),
    ("See which cases will go to court.", "meet", "partly"),
    ("Teach the system to somebody who fears it.", "show", "yes"),
    ("Keep forty dates in order without a reminder.", "none", ""),
    ("Ask brokers the question that saves three letters.", "word", "yes"),
    ("Write numbers up so that the board reads them.", "write", "no"),
    ("Spot a pattern in complaints before it is one.", "work", "cant_tell"),
)
