class TemporaryError(Exception):
    """The other side can't do it now; trying again later makes sense."""
