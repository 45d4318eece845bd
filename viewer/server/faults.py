"""Faults that the service can be told to have: `viewer serve --fault NAME[=VALUE]`, repeated.

| name | effect |
|---|---|
| `slow-processing=SECONDS` | each job stays in PROCESSING at least so long |
| `queue-forever` | jobs stay QUEUING and are never worked on |
| `process-failed` | every job ends PROCESS_FAILED |
| `timeout-failed` | every job ends TIMEOUT_FAILED |
| `limit-retry-failed` | every job ends LIMIT_RETRY_FAILED |
| `result-not-json` | `Data.Result` of a finished job is cut in the middle |
| `wrapped-result` | `Data.Result` holds the answer once more inside `Data` |
| `garbled-json` | the gateway answers 200 with half a JSON document |
| `empty-body` | the gateway answers 200 with nothing |
| `html-502` | the gateway answers 502 with a proxy's HTML page |
| `drop-after-submit` | a submission is accepted, then the connection is cut without an answer |
| `refuse-submit` | every submission is refused with a `ret_code` and a `remark` |
| `submit-delay=SECONDS` | a submission is answered so much later |
| `body-as-string` | `showapi_res_body` is a JSON string |
| `lowercase-keys` | keys inside `Result` begin in lower case |
| `numbers-as-numbers` | numbers inside `Result` are JSON numbers, `Spacing` and `Origin` lists |
| `expired-links` | signed URLs are refused as expired (uploads still work) |
| `poll-503=COUNT` | the first COUNT polls answer 503 with Retry-After: 1 |
| `drop-uids` | elements come without SOPInstanceUID |
| `none-found` | every job ends well with no element |
| `expired-results` | links to result files are refused as expired |
| `cut-results` | a result file's connection is cut in the middle |
| `html-results` | a result file's link answers 200 with a proxy's HTML page |

Those of the dental service are in `dental_faults`, those of the visual search in `visual_faults`.
What is said of `Result` holds
for the `Data` of an endpoint that answers at once, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final, Self

from viewer.foundation.errors import WrongUsage
from viewer.server.visual_faults import VisualFaults


@dataclass(frozen=True, slots=True)
class Faults(VisualFaults):
    """What goes wrong; each field is the fault of the same name (see the module's table)."""

    slow_processing: float = 0.0
    queue_forever: bool = False
    process_failed: bool = False
    timeout_failed: bool = False
    limit_retry_failed: bool = False
    result_not_json: bool = False
    wrapped_result: bool = False
    garbled_json: bool = False
    empty_body: bool = False
    html_502: bool = False
    drop_after_submit: bool = False
    refuse_submit: bool = False
    submit_delay: float = 0.0
    body_as_string: bool = False
    lowercase_keys: bool = False
    numbers_as_numbers: bool = False
    expired_links: bool = False
    poll_503: float = 0.0
    drop_uids: bool = False
    none_found: bool = False
    expired_results: bool = False
    cut_results: bool = False
    html_results: bool = False

    @classmethod
    def parse(cls, names: Iterable[str]) -> Self:
        """Read `NAME` or `NAME=VALUE` items. Raises WrongUsage with the names there are."""
        kinds = {field.name: field.type for field in fields(cls)}
        chosen: dict[str, bool | float] = {}
        for item in names:
            name, has_value, value = item.partition("=")
            field = name.replace("-", "_")
            if field not in kinds or (kinds[field] is bool) == bool(has_value):
                raise WrongUsage(f"no such fault: {item}; there are: {', '.join(FAULT_NAMES)}")
            chosen[field] = _amount(item, value) if has_value else True
        return cls(**chosen)  # type: ignore[arg-type]

    @property
    def final_failure(self) -> str | None:
        """Return the status in which every job is to end, if one was chosen."""
        if self.process_failed:
            return "PROCESS_FAILED"
        if self.timeout_failed:
            return "TIMEOUT_FAILED"
        return "LIMIT_RETRY_FAILED" if self.limit_retry_failed else None


def _amount(item: str, value: str) -> float:
    try:
        amount = float(value)
    except ValueError as error:
        raise WrongUsage(f"a number is wanted: {item}") from error
    if not 0.0 <= amount < float("inf"):
        raise WrongUsage(f"a number not below zero is wanted: {item}")
    return amount


FAULT_NAMES: Final = tuple(
    field.name.replace("_", "-") + ("" if field.type is bool else "=NUMBER")
    for field in fields(Faults)
)
