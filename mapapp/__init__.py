"""mapapp: a place-centred map explorer of historical texts."""

__version__ = "0.1.0"
