"""A service in memory for the commands that send something."""

import pytest

from tests.fake_service import FakeClock, FakeService
from viewer.jobs import runner


@pytest.fixture
def service(monkeypatch):
    """Stand in for every service, and let no time pass."""
    fake, real = FakeService(), runner.JobRunner

    async def close():
        return None

    fake.close = close

    def made(library, services):
        return real(library, services, FakeClock(), make_transport=fake.transport)

    monkeypatch.setattr(runner, "JobRunner", made)
    monkeypatch.setattr("viewer.app.named_service.NamedService", lambda *_: fake)
    return fake
