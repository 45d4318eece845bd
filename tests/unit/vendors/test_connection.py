"""The line that a service prints, and errors that are kept with a job."""

import json

import pytest

from viewer.foundation.errors import (
    CannotWrite,
    ExitStatus,
    FileTrouble,
    KnownError,
    LibraryTrouble,
    LibraryUnavailable,
    ServiceTrouble,
    ServiceUnavailable,
    UnreadableImage,
    WrongUsage,
)
from viewer.vendors import errors
from viewer.vendors.connection import connection_from_line
from viewer.vendors.limits import LimitKind, LimitProblem

LINE = {
    "showapi": "http://127.0.0.1:4711/",
    "dental": "http://127.0.0.1:4711/dental",
    "store": "http://127.0.0.1:4711",
    "app_key": "key-7a",
    "ds_id": "grant-8b",
    "token": "t",
    "store_bucket": "b",
    "store_region": "r",
    "store_access_key": "a",
    "store_secret_key": "s",
}


def test_the_printed_line_is_a_connection():
    connection = connection_from_line(json.dumps(LINE))

    assert connection.showapi == "http://127.0.0.1:4711"
    assert (connection.host, connection.service) == ("127.0.0.1:4711", "127.0.0.1:4711")
    assert connection.app_key.reveal() == "key-7a"
    assert connection.is_local


def test_credentials_of_the_environment_win():
    environment = {"VIEWER_APP_KEY": "mine-1", "VIEWER_DS_ID": "mine-2"}

    connection = connection_from_line(json.dumps(LINE), environment=environment)

    assert (connection.app_key.reveal(), connection.ds_id.reveal()) == ("mine-1", "mine-2")


def test_r053_a_connection_prints_no_secret():
    printed = repr(connection_from_line(json.dumps(LINE)))

    assert "key-7a" not in printed
    assert "grant-8b" not in printed


@pytest.mark.parametrize("line", ["", "x", "[]", "{}", '{"showapi": "http://127.0.0.1:1"}'])
def test_another_line_is_refused_without_repeating_it(line):
    with pytest.raises(WrongUsage) as caught:
        connection_from_line(line)

    assert "127" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://route.example.com",
        "ftp://127.0.0.1",
        "https://user@host",
        "https://",
        "https://h/?a=1",
    ],
)
def test_credentials_do_not_travel_in_the_clear(address):
    with pytest.raises(WrongUsage):
        connection_from_line(json.dumps({**LINE, "showapi": address}))


@pytest.mark.parametrize(
    "error",
    [
        errors.Unreachable("h:1"),
        errors.Untrusted("h"),
        errors.TimedOut("h", "poll"),
        errors.Interrupted("h", "submit"),
        errors.Busy("h", "30"),
        errors.Refused("7", "切片太少"),
        errors.BadCredentials("403", "appKey"),
        errors.Garbled("Data.Series", "not a list"),
        errors.Expired("job"),
        errors.UnknownOutcome("h"),
        errors.JobFailed("PROCESS_FAILED", "E5", "no lung"),
        errors.GaveUp("h", "60"),
        errors.LimitBroken((LimitProblem(LimitKind.TOO_FEW_SLICES, ("3", "20")),)),
    ],
    ids=lambda error: error.code,
)
def test_an_error_is_kept_and_comes_back(error):
    again = errors.error_of(errors.failure_text(error))

    assert type(again) is type(error)
    assert again.facts == error.facts
    assert again.exit_status == error.exit_status


@pytest.mark.parametrize(
    "error",
    [
        UnreadableImage("a/b", "damaged"),
        CannotWrite("a/b", FileTrouble.FULL),
        LibraryUnavailable("a/b", LibraryTrouble.LOCKED),
        ServiceUnavailable(ServiceTrouble.NOT_SET_UP, "host:1"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_that_is_not_the_services_comes_back_too(error):
    again = errors.error_of(errors.failure_text(error))

    assert type(again) is type(error)
    assert str(again) == str(error)


def test_an_error_that_another_version_kept_is_still_an_error():
    assert isinstance(errors.error_of('["CannotWrite", "a", "bewitched"]'), KnownError)


def test_an_error_of_another_kind_comes_back_as_a_known_one():
    assert type(errors.error_of(errors.failure_text(KnownError("x")))) is KnownError
    assert errors.error_of("") is None


def test_exit_statuses_are_the_documented_ones():
    assert errors.LimitBroken(()).exit_status == ExitStatus.INPUT
    assert errors.Refused("", "").exit_status == ExitStatus.SERVICE
    assert errors.Garbled("", "").exit_status == ExitStatus.SERVICE
    assert errors.Unreachable("").exit_status == ExitStatus.NETWORK
    assert errors.UnknownOutcome("").exit_status == ExitStatus.NETWORK


def test_r055_a_remark_of_a_megabyte_is_clipped():
    assert len(errors.Refused("1", "x" * 1_000_000).remark) == errors.REMARK_LIMIT


def test_the_printed_line_has_the_dental_service_and_its_token():
    connection = connection_from_line(json.dumps({**LINE, "dental": f"{LINE['dental']}/"}))

    assert connection.dental == "http://127.0.0.1:4711/dental"
    assert connection.token.reveal() == "t"
    assert connection.dental_alone().host == "127.0.0.1:4711"
    assert connection.dental_alone().showapi == ""


def test_a_line_may_name_a_dental_service_alone():
    line = json.dumps({"dental": "https://dental.example/detectapi/"})

    connection = connection_from_line(line)

    assert (connection.dental, connection.showapi) == ("https://dental.example/detectapi", "")
    assert (connection.service, connection.host) == ("dental.example", "dental.example")
    assert connection.token is None
    assert not connection.is_local


def test_the_dental_token_of_the_environment_wins():
    environment = {"VIEWER_DENTAL_TOKEN": "mine-3"}

    connection = connection_from_line(json.dumps(LINE), environment=environment)

    assert connection.token.reveal() == "mine-3"


@pytest.mark.parametrize("address", ["http://dental.example", "dental.example", "https://a@b.c"])
def test_a_dental_service_elsewhere_is_spoken_to_by_https_alone(address):
    with pytest.raises(WrongUsage):
        connection_from_line(json.dumps({**LINE, "dental": address}))
