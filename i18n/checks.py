"""System checks with an id for each setting that would be wrong."""


def register() -> None:
    """Register the checks (called once, when the apps are ready)."""
