"""Who judges: the name from the settings, else the one of the computer account."""

import getpass

from viewer.storage.settings import USER_NAME, Settings


def user_name(settings: Settings) -> str:
    """Return the name that stands beside each decision."""
    return _encodable(settings.get(USER_NAME).strip()) or account_name()


def account_name() -> str:
    """Return the name of the computer account."""
    try:
        return _encodable(getpass.getuser())
    except (OSError, KeyError):  # no account entry, as in some containers
        return "unknown"


def _encodable(name: str) -> str:
    """Return a name that files can hold: the system may use another encoding."""
    return name.encode("utf-8", "replace").decode()
