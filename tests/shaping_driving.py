"""What a viewport tells while findings are reshaped and drawn."""

from viewer.domain.finding import Finding, FindingKind, Placement
from viewer.domain.references import InstanceReference
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion


class Told:
    """Collects what a viewport tells."""

    def __init__(self, viewport):
        self.edited, self.drawn, self.clicked, self.tools = [], [], [], []
        viewport.region_edited.connect(lambda *told: self.edited.append(told))
        viewport.region_drawn.connect(lambda *told: self.drawn.append(told))
        viewport.finding_clicked.connect(self.clicked.append)
        viewport.tool_changed.connect(self.tools.append)


def boxed(number, slice_index, low, high):
    """Return a finding that is a box."""
    region = BoxRegion(ImagePoint(*low), ImagePoint(*high))
    instance = InstanceReference(f"1.2.3.4.{slice_index}")
    return Finding(
        f"n{number}", number, FindingKind.NODULE, Placement(instance, slice_index, region)
    )
