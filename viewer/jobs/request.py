"""What somebody wants analysed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from viewer.domain.series import SeriesDescription
from viewer.imaging.stack import ImageStack
from viewer.vendors.gateway.endpoint import Endpoint

LOCAL: Final = "local"


@dataclass(frozen=True, kw_only=True)
class AnalysisRequest:
    """One stack for one endpoint.

    `service` is `local` or a configured host. `is_rerun` asks for a new submission although the
    same input was analysed before. `parameters` not given take the endpoint's defaults.
    """

    endpoint: Endpoint
    stack: ImageStack
    parameters: Mapping[str, str] = field(default_factory=dict)
    service: str = LOCAL
    is_rerun: bool = False

    def checked_parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters as they are sent. Raises WrongUsage."""
        return self.endpoint.checked_parameters(dict(self.parameters))

    def intent_key(self) -> str:
        """Return a name of this intention: while it is under way it is not begun again."""
        instances = [
            (instance.sop_instance_uid, instance.frame)
            for instance in self.stack.description.instances
        ]
        said = [self.endpoint.name, self.service, self.checked_parameters(), instances]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def input_hash(
    content_hash: str, job_service: str, endpoint: str, parameters: tuple[tuple[str, str], ...]
) -> str:
    """Return the name of an input: the content sent, to whom, for what, with which parameters."""
    family = job_service.split("/", maxsplit=1)[0] if job_service.startswith(LOCAL) else job_service
    said = [content_hash, family, endpoint, parameters]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def title_of(series: SeriesDescription) -> str:
    """Return what the job list shows: the series, never the patient."""
    text = series.text.series_description or series.text.protocol or series.modality
    return f"{text} ({len(series.instances)})"[:120]
