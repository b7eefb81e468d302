"""Who hears what the detectors find, by its severity."""

from dataclasses import dataclass

from bastide.model.place import Place


@dataclass(frozen=True, slots=True)
class Detection:
    """The alert channels of the three tiers of response, each a name of `logging.alerts`.

    `low` hears when tickets lie about, `medium` what a person must look at, `high` what the cloud answers by itself.
    """

    low: str
    medium: str
    high: str
    place: Place
