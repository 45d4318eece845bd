"""A raw answer as a tree, for the Details."""

import json


def decoded(raw: bytes) -> object:
    """Return a raw answer as a tree, strings that hold JSON opened; None when it is not JSON."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return _opened(document, 0)


def _opened(value: object, depth: int) -> object:
    if depth > 40:
        return value
    if isinstance(value, dict):
        return {name: _opened(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_opened(inner, depth + 1) for inner in value]
    if isinstance(value, str) and value[:1] in "{[" and len(value) > 1:
        try:
            return _opened(json.loads(value), depth + 1)
        except (ValueError, RecursionError):
            return value
    return value
