"""What keeps a file, the library or a service from being used, and what to do."""

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import (
    FileTrouble,
    LibraryTrouble,
    PackageTrouble,
    ServiceTrouble,
)
from viewer.vendors.errors import LinkFault


def file_advice(trouble: FileTrouble) -> str:
    """Return what to do about a file that could not be written."""
    words = {
        FileTrouble.FULL: QCoreApplication.translate(
            "Errors", "The disk is full: free some space."
        ),
        FileTrouble.NOT_ALLOWED: QCoreApplication.translate(
            "Errors", "You may not write there: choose another folder."
        ),
        FileTrouble.READ_ONLY: QCoreApplication.translate(
            "Errors", "That disk cannot be written to: choose another."
        ),
        FileTrouble.GONE: QCoreApplication.translate(
            "Errors", "The folder is not there: choose another."
        ),
        FileTrouble.NAME_TOO_LONG: QCoreApplication.translate(
            "Errors", "The name is too long: choose a shorter one."
        ),
        FileTrouble.IN_USE: QCoreApplication.translate(
            "Errors", "Another program has it open: close it there and try again."
        ),
        FileTrouble.OTHER: QCoreApplication.translate(
            "Errors", "Choose another place and try again."
        ),
    }
    return words[trouble]


def library_words(trouble: LibraryTrouble, path: str) -> tuple[str, str]:
    """Return what is wrong with the library, and what to do."""
    return _library_title(trouble).format(path), library_advice(trouble)


def _library_title(trouble: LibraryTrouble) -> str:
    if trouble is LibraryTrouble.READ_ONLY:
        return QCoreApplication.translate("Errors", "The library {0} is open for looking only.")
    if trouble is LibraryTrouble.FULL:
        return QCoreApplication.translate("Errors", "Nothing can be kept in the library {0}.")
    return QCoreApplication.translate("Errors", "The library {0} cannot be used.")


def library_advice(trouble: LibraryTrouble) -> str:
    """Return what to do about a library that cannot be used."""
    words = {
        LibraryTrouble.NEWER: QCoreApplication.translate(
            "Errors", "It was made by a newer version of this program: update, then try again."
        ),
        LibraryTrouble.LOCKED: QCoreApplication.translate(
            "Errors", "Another program keeps it locked: close it and try again."
        ),
        LibraryTrouble.FULL: QCoreApplication.translate(
            "Errors",
            "The disk is full: free some space, then try again. What was kept before is safe.",
        ),
        LibraryTrouble.READ_ONLY: QCoreApplication.translate(
            "Errors", "Close the other window of this program, or mend the disk, then try again."
        ),
        **_damage_advice(),
        LibraryTrouble.NO_ACCESS: QCoreApplication.translate(
            "Errors", "It may not be read or written: mend its rights, or set another VIEWER_HOME."
        ),
        LibraryTrouble.WRITE_PROTECTED: QCoreApplication.translate(
            "Errors",
            "Its disk or folder takes no changes: make it writable, or set another VIEWER_HOME.",
        ),
    }
    return words[trouble]


def _damage_advice() -> dict[LibraryTrouble, str]:
    return {
        LibraryTrouble.DAMAGED: QCoreApplication.translate(
            "Errors",
            'It is damaged: bring back a copy from its folder "backups", or choose another '
            "VIEWER_HOME. Nothing was changed.",
        ),
        LibraryTrouble.NOT_A_LIBRARY: QCoreApplication.translate(
            "Errors",
            "The file is no library of this program, or its beginning is damaged: bring back a "
            'copy from its folder "backups". Nothing was changed.',
        ),
        LibraryTrouble.FOREIGN_LOG: QCoreApplication.translate(
            "Errors",
            'The file beside it that ends in "-wal" is damaged or belongs to another library: '
            "move it away, then try again. Nothing was changed.",
        ),
        LibraryTrouble.LOST: QCoreApplication.translate(
            "Errors",
            'Its file is gone or empty: bring back a copy from its folder "backups".',
        ),
        LibraryTrouble.MISSING: QCoreApplication.translate(
            "Errors", "A part of it is missing: bring back a copy, or run the analysis again."
        ),
    }


def service_words(trouble: ServiceTrouble, name: str) -> tuple[str, str]:
    """Return what is wrong with a service, and what to do. `name` is its name or its port."""
    words = {
        ServiceTrouble.NOT_STARTED: (
            QCoreApplication.translate("Errors", "The local service did not start."),
            QCoreApplication.translate("Errors", "Try again; the log has the details."),
        ),
        ServiceTrouble.ALL_IN_USE: (
            QCoreApplication.translate("Errors", "Too many programs use the local service."),
            QCoreApplication.translate("Errors", "Wait for one of them, or close it."),
        ),
        ServiceTrouble.IN_USE: (
            QCoreApplication.translate("Errors", "Another program runs the service of this job."),
            QCoreApplication.translate(
                "Errors", "It goes on there; or close that one and try again."
            ),
        ),
        ServiceTrouble.NOT_SET_UP: (
            QCoreApplication.translate("Errors", "The service {0} is not set up."),
            QCoreApplication.translate(
                "Errors", "Name it in the settings; on the command line with --service."
            ),
        ),
        ServiceTrouble.NEEDS_HTTPS: (
            QCoreApplication.translate("Errors", "The address of {0} is not safe."),
            QCoreApplication.translate("Errors", "It must begin with https://."),
        ),
        ServiceTrouble.PORT_TAKEN: (
            QCoreApplication.translate("Errors", "Port {0} cannot be listened on."),
            QCoreApplication.translate("Errors", "Choose another, or leave --port out."),
        ),
    }
    title, advice = words[trouble]
    return title.format(name), advice


def link_fault_words(fault: LinkFault) -> str:
    """Return why nothing is fetched from a link, as what stands in brackets."""
    return {
        LinkFault.NOT_HTTPS: QCoreApplication.translate("Errors", "not https"),
        LinkFault.NOT_AN_ADDRESS: QCoreApplication.translate("Errors", "not a plain address"),
        LinkFault.OTHER_SERVICE: QCoreApplication.translate("Errors", "another service"),
        LinkFault.PRIVATE: QCoreApplication.translate("Errors", "an internal address"),
        LinkFault.REDIRECTED: QCoreApplication.translate("Errors", "a redirect"),
    }[fault]


def package_advice(trouble: PackageTrouble) -> str:
    """Return what to do about the package of a study that is not taken in."""
    words = {
        PackageTrouble.NOT_ONE: QCoreApplication.translate(
            "Errors", "It is no study that this program exported: open it as images instead."
        ),
        PackageTrouble.NEWER: QCoreApplication.translate(
            "Errors", "A newer version of this program exported it: update, then try again."
        ),
        PackageTrouble.DAMAGED: QCoreApplication.translate(
            "Errors", "It is damaged: have it exported or copied again."
        ),
        PackageTrouble.UNSAFE: QCoreApplication.translate(
            "Errors", "It holds what no export holds: do not use it, ask where it comes from."
        ),
        PackageTrouble.TOO_LARGE: QCoreApplication.translate(
            "Errors", "It is larger than this program takes in."
        ),
        PackageTrouble.UNREADABLE: QCoreApplication.translate(
            "Errors", "It cannot be read: see whether its disk is there and you may read it."
        ),
    }
    return words[trouble]
