"""What the people of the demo wrote on worksheets 1, 4 and 5: made up, as such sheets tend to read."""

# what must go well for the manager, kind, how sure
OBJECTIVES = (
    ("Cut open claims from 900 to 500 by June.", "target", "told"),
    ("Bring the new claims system live without a week of lost letters.", "project", "told"),
    ("Keep the renewal rate above nine in ten.", "customers", "worked_out"),
    ("Answer every complaint within ten working days.", "customers", "told"),
    ("Spend no more on temporary staff than last year.", "cost", "guessing"),
    ("Pass the regulator’s visit in spring without a finding.", "safe", "told"),
    ("Stop losing people in their first year.", "people", "worked_out"),
    ("Show the board that the two sites work as one.", "above", "guessing"),
    ("Win back the brokers who left after the price change.", "growth", "worked_out"),
    ("Halve the time from first call to first payment.", "target", "worked_out"),
    ("Get through the winter peak without weekend shifts.", "cost", "worked_out"),
    ("Have every adviser trained on the new wording by May.", "project", "told"),
    ("Make the hand-over between shifts something people trust.", "change", "guessing"),
    ("Bring the backlog of old files down to nothing.", "target", "told"),
    ("Two new large accounts before the summer.", "growth", "guessing"),
    ("Keep the audit list short and closed.", "safe", "worked_out"),
    ("Fewer letters that have to be written twice.", "customers", "worked_out"),
    ("Move to the new team structure without losing anyone.", "change", "unknown"),
)
HELP = (
    "Sort the morning queue before the meeting, so that the urgent cases are on top.",
    "Write the weekly numbers up in three lines.",
    "Take the two oldest files each day.",
    "",
    "",
)

# the idea, kind, effort, effect
EXTRAS = (
    ("A one-page list of the five commonest questions for the new starters.", "share", "hour", "week"),
    ("Call the three customers whose date slips before they notice.", "early", "hour", "noticed"),
    ("Rewrite the refusal letter in plain words.", "explain", "half_day", "week"),
    ("Check the attachments before I pass a case on.", "finish", "hour", "noticed"),
    ("Put the people who ask the same thing into one short call.", "connect", "hour", "nice"),
    ("A form that is filled in already with what we know.", "time", "half_day", "week"),
    ("Leave a note on each file saying what I would do next.", "finish", "hour", "noticed"),
    ("Show the two newest how I sort the mornings.", "share", "hour", "noticed"),
)

# when, I will, kind
ACTIONS = (
    ("the Thursday meeting ends", "ask what must not slip this month.", "ask"),
    ("I hand over the late shift", "say in one line what I would look at first.", "offer"),
    ("the next refusal goes out", "ring the adviser before the letter arrives.", "offer"),
    ("I open the queue on Monday", "take the two oldest files first.", "fix"),
    ("the newsletter is drafted", "show the branch the page before it is printed.", "show"),
    ("I meet Underwriting at lunch", "ask which of our questions cost them most time.", "ask"),
    ("the training day starts", "offer to take the first group through the new wording.", "offer"),
    ("the month closes", "put our three numbers next to last month’s.", "show"),
    ("a case comes back to me", "write down why, and mend that one cause.", "fix"),
    ("I see the shift leader", "introduce the new colleague from the other site.", "connect"),
)
