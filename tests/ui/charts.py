"""Contents of tooth charts, from the teeth that were found."""

from collections.abc import Iterable

from viewer.domain.dental_chart import chart_of
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.teeth_seen import ToothSeen
from viewer.ui.panels.tooth_chart_content import ChartContent, ToothRow


def chart_content(
    seen: Iterable[ToothSeen], image: DentalImage = DentalImage.PANORAMIC
) -> ChartContent:
    """Return the chart of some teeth; the words of each are its number."""
    chart = chart_of(tuple(seen), image)
    return ChartContent(
        dentition=chart.dentition,
        teeth=tuple(
            ToothRow(
                tooth=one.tooth,
                states=one.states,
                surfaces=one.surfaces,
                status=one.status,
                badge=len(one.diseases),
                words=f"tooth {one.tooth.code}",
            )
            for one in chart.teeth
        ),
    )
