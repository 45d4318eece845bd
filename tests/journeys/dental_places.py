"""What a dental answer says is where, read from its document by means of the tests alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Ring = tuple[tuple[float, float], ...]
_FEWEST = 3


def answered_rings(path: Path) -> Iterator[tuple[str, tuple[Ring, ...]]]:
    """Return the kind and the outlines of each tooth, disease and landmark (contract, section 2).

    Display polygons first, then the raw ones, then the box, then the tooth's own box.
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    for tooth in document["teeth"]:
        shape = tooth["segmentation"] or {}
        whole = _shape(shape, tooth.get("tooth_bbox"))
        yield whole
        for disease in tooth["diseases"]:
            geometry = disease.get("geometry") or {}
            yield (
                _shape(geometry, disease.get("bbox"))
                if (geometry or disease.get("bbox"))
                else whole
            )
    for landmark in document.get("landmarks", []):
        if landmark["valid"] and landmark["x"] is not None:
            yield "landmark", (((landmark["x"], landmark["y"]),),)


def _shape(shape: dict[str, Any], box: list[float] | None) -> tuple[str, tuple[Ring, ...]]:
    for name in ("polygons", "polygons_raw"):
        rings = tuple(
            tuple((float(x), float(y)) for x, y in ring)
            for ring in shape.get(name) or ()
            if len(ring) >= _FEWEST
        )
        if rings:
            return "polygon", rings
    x1, y1, x2, y2 = shape.get("bbox") or box or ()
    return "box", (((x1, y1), (x2, y1), (x2, y2), (x1, y2)),)


def drawn_rings(folder: Path) -> Iterator[tuple[str, tuple[Ring, ...]]]:
    """Return the kind and the outlines of each item of the layouts that stands for a finding."""
    seen = set()
    for path in sorted(folder.glob("layout-*.json")):
        for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if item["finding"] and item["finding"] not in seen:
                seen.add(item["finding"])
                rings = item.get("rings") or [item["image_points"]]
                yield item["kind"], tuple(tuple((x, y) for x, y in ring) for ring in rings)


def is_same(
    one: tuple[str, tuple[Ring, ...]], other: tuple[str, tuple[Ring, ...]], most_px: float
) -> bool:
    """Tell whether two shapes are of one kind and agree point by point."""
    if one[0] != other[0] or [len(r) for r in one[1]] != [len(r) for r in other[1]]:
        return False
    pairs = zip(
        (point for ring in one[1] for point in ring),
        (point for ring in other[1] for point in ring),
        strict=True,
    )
    return all(abs(a - b) <= most_px for p, q in pairs for a, b in zip(p, q, strict=True))
