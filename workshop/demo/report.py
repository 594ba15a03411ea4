"""What the demo's facilitator wrote around the figures of OTTER-17: every part of a report that people compose."""

from workshop.reports.composition import Composition

COMPOSED = Composition(
    sentences=(
        "People in all three teams agree on who waits for their work, and a quick answer is what those people miss most.",
        "Getting it right first time is valued and, by staff’s own account, mostly delivered.",
        "Three teams want the same next step: to say what is happening before the customer asks.",
    ),
    next_steps="\n".join(
        (
            "Choose one kind of case in which the customer hears from us on the same day, and begin on Monday.",
            "Let each manager say the two or three objectives of this year aloud, and answer questions for ten minutes.",
            "Ask those who wait for the work once more before the summer, with the same worksheet.",
        )
    ),
    talk_guide="\n".join(
        (
            "Where does a customer wait although the answer is known already?",
            "What could we stop doing that is more than anybody needs?",
            "Who would notice first if we were quicker, and how would we hear of it?",
        )
    ),
    findings={
        "objectives-how-sure": "A quarter has heard an objective from the manager; the rest work it out or guess.",
        "action-names-moment": "Most people know not only what they will do, but when.",
    },
)
