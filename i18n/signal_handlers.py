"""Short adapters from Wagtail's signals to services."""


def connect() -> None:
    """Connect the handlers (called once, when the apps are ready)."""
