"""What can go wrong before there is a page to say it on."""


class Fault(Exception):
    """Told to the person at the terminal as it stands, Chinese first."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")
