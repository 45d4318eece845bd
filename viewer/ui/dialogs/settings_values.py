"""What the settings sheet shows and gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingValues:
    """All settings that a person changes. The last five are secrets: this session only."""

    language: str
    theme: str
    user_name: str
    account_name: str
    hides_identity: bool
    service: str
    asks_before_sending: bool
    vendor_url: str
    organisation_id: str
    organisation_name: str
    store_endpoint: str
    store_bucket: str
    store_region: str
    strategy: str
    deletes_uploads: bool
    advances: bool = True
    """After a judgement the next undecided finding is shown."""
    demands_comment: bool = False
    """No finding is rejected without a comment."""
    is_blind_first: bool = False
    doubtful_below: float = 0.7
    """Below this confidence lines are dotted."""
    jobs_at_once: int = 3
    dental_service: str = "local"
    dental_url: str = ""
    app_key: str = ""
    ds_id: str = ""
    store_access_key: str = ""
    store_secret_key: str = ""
    dental_token: str = ""
