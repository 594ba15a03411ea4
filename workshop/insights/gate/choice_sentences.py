"""What is said of a choice, by what is printed of its favoured option."""

from collections.abc import Mapping

from workshop.insights.gate.figures import N_, CountWord, Share

Sentences = Mapping[Share | CountWord | None, str]
SENTENCES: Mapping[str, Sentences] = {
    "objectives.how_sure": {
        Share.FEWER_THAN_HALF: N_("Fewer than half have heard an objective from their manager."),
        Share.ABOUT_HALF: N_("About half have heard an objective from their manager."),
        Share.MORE_THAN_HALF: N_("More than half have heard an objective from their manager."),
        CountWord.FEW_OR_NONE: N_("Few or none have heard an objective from their manager."),
        CountWord.NEARLY_ALL: N_("Nearly all have heard an objective from their manager."),
        None: N_("%(count)s of %(n)s people have heard an objective from their manager."),
    },
    "action.names_moment": {
        Share.FEWER_THAN_HALF: N_("Fewer than half name the moment for their action."),
        Share.ABOUT_HALF: N_("About half name the moment for their action."),
        Share.MORE_THAN_HALF: N_("More than half name the moment for their action."),
        CountWord.FEW_OR_NONE: N_("Few or none name the moment for their action."),
        CountWord.NEARLY_ALL: N_("Nearly all name the moment for their action."),
        None: N_("%(count)s of %(n)s people name the moment for their action."),
    },
    "follow_up.week": {
        Share.FEWER_THAN_HALF: N_("Fewer than half had done what they meant to do, a week later."),
        Share.ABOUT_HALF: N_("About half had done what they meant to do, a week later."),
        Share.MORE_THAN_HALF: N_("More than half had done what they meant to do, a week later."),
        CountWord.FEW_OR_NONE: N_("Few or none had done what they meant to do, a week later."),
        CountWord.NEARLY_ALL: N_("Nearly all had done what they meant to do, a week later."),
        None: N_("%(count)s of %(n)s people had done what they meant to do, a week later."),
    },
    "follow_up.month": {
        Share.FEWER_THAN_HALF: N_("Fewer than half had done what they meant to do, a month later."),
        Share.ABOUT_HALF: N_("About half had done what they meant to do, a month later."),
        Share.MORE_THAN_HALF: N_("More than half had done what they meant to do, a month later."),
        CountWord.FEW_OR_NONE: N_("Few or none had done what they meant to do, a month later."),
        CountWord.NEARLY_ALL: N_("Nearly all had done what they meant to do, a month later."),
        None: N_("%(count)s of %(n)s people had done what they meant to do, a month later."),
    },
    "follow_up.quarter": {
        Share.FEWER_THAN_HALF: N_("Fewer than half had done what they meant to do, three months later."),
        Share.ABOUT_HALF: N_("About half had done what they meant to do, three months later."),
        Share.MORE_THAN_HALF: N_("More than half had done what they meant to do, three months later."),
        CountWord.FEW_OR_NONE: N_("Few or none had done what they meant to do, three months later."),
        CountWord.NEARLY_ALL: N_("Nearly all had done what they meant to do, three months later."),
        None: N_("%(count)s of %(n)s people had done what they meant to do, three months later."),
    },
}
OTHER_SENTENCES: Sentences = {
    Share.FEWER_THAN_HALF: N_("Fewer than half chose: %(option)s."),
    Share.ABOUT_HALF: N_("About half chose: %(option)s."),
    Share.MORE_THAN_HALF: N_("More than half chose: %(option)s."),
    CountWord.FEW_OR_NONE: N_("Few or none chose: %(option)s."),
    CountWord.NEARLY_ALL: N_("Nearly all chose: %(option)s."),
    None: N_("%(count)s of %(n)s people chose: %(option)s."),
}
