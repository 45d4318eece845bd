"""Who judges: the name from the settings, else the one of the computer account."""

import getpass

from viewer.storage.settings import USER_NAME, Settings


def user_name(settings: Settings) -> str:
    """Return the name that stands beside each decision."""
    return settings.get(USER_NAME).strip() or account_name()


def account_name() -> str:
    """Return the name of the computer account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account entry, as in some containers
        return "unknown"
