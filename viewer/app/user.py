"""Who judges: the name from the settings, else the one of the computer account."""

import getpass

from viewer.storage.settings import USER_NAME, Settings


def user_name(settings: Settings) -> str:
    """Return the name that stands beside each decision."""
    name = settings.get(USER_NAME).strip() or account_name()
    return name.encode("utf-8", "replace").decode()  # the system may use another encoding


def account_name() -> str:
    """Return the name of the computer account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account entry, as in some containers
        return "unknown"
