"""Waiting for a dialog without a nested loop, under which qasync freezes the other tasks."""

import asyncio

from PySide6.QtWidgets import QDialog


async def ask(dialog: QDialog) -> bool:
    """Open a dialog and return whether it was accepted; everything else goes on meanwhile."""
    answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not answered.done():
            answered.set_result(code == QDialog.DialogCode.Accepted)

    dialog.finished.connect(finished)
    dialog.open()
    try:
        return await answered
    finally:
        dialog.close()
        dialog.deleteLater()
