"""Faults of the visual search, beside those of the gateway (`viewer serve --fault NAME`).

| name | effect |
|---|---|
| `similar-refuse-add` | every picture to be added is refused with a `ret_code` and a `remark` |
| `similar-refuse-search` | every search is refused so |
| `similar-drop-add` | a picture is added, then the connection is cut without an answer |
| `similar-drop-delete` | pictures or a database are deleted, then the connection is cut |
| `similar-add-503=COUNT` | the first COUNT adds answer 503 with Retry-After: 1 |
| `similar-delay=SECONDS` | adds and searches are answered so much later |
| `similar-number-texts` | `Score`, `TotalCount`, `CreatedAt` and `UpdatedAt` are texts |
| `similar-no-token` | the list of pictures comes without `Token` |
| `similar-no-pictures` | the links to pictures (`ImageUrl`) open nothing: 404 |
| `similar-expired-pictures` | the links to pictures are refused as expired: 403 |
| `similar-html-pictures` | the links to pictures answer 200 with a proxy's HTML page |

`refuse-submit`, `submit-delay`, `garbled-json`, `empty-body`, `html-502`, `body-as-string`,
`lowercase-keys`, `wrapped-result` and `none-found` hold for the visual search, too.
"""

from dataclasses import dataclass

from viewer.server.dental_faults import DentalFaults


@dataclass(frozen=True, slots=True)
class VisualFaults(DentalFaults):
    """What goes wrong; each field is the fault of the same name (see the module's table)."""

    similar_refuse_add: bool = False
    similar_refuse_search: bool = False
    similar_drop_add: bool = False
    similar_drop_delete: bool = False
    similar_add_503: float = 0.0
    similar_delay: float = 0.0
    similar_number_texts: bool = False
    similar_no_token: bool = False
    similar_no_pictures: bool = False
    similar_expired_pictures: bool = False
    similar_html_pictures: bool = False
