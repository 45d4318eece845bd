"""Faults of the dental service, beside those of the gateway (`viewer serve --fault NAME`).

| name | effect on every detection |
|---|---|
| `dental-html-413` | refused with a proxy's HTML page, 413 |
| `dental-html-502`, `dental-html-503` | the same with 502; with 503 and Retry-After: 1 |
| `dental-garbled-json` | 200 with half a JSON document |
| `dental-wrong-types` | numbers are texts, `teeth` and `landmarks` are an object, `image` a text |
| `dental-delay=SECONDS` | answered so much later |
| `dental-drop` | the connection is cut in place of the answer |
| `dental-file-not-found` | FILE_NOT_FOUND |
| `dental-detection-error` | DETECTION_ERROR that names no reason |
| `dental-partial` | `inference_status` is `partial` |
| `dental-size-swapped` | `image.width` and `image.height` change places, nothing else does |
| `dental-size-scaled` | size and coordinates are of a picture of half the width and height |
| `dental-size-doubled` | size and coordinates are of a picture twice as wide and high |
| `dental-size-off-by-one` | `image` is one pixel wider and higher than what was sent |
| `dental-other-coordinates` | origin bottom left, y upwards: said and done |
| `dental-normalized` | unit `normalized`, coordinates from 0 to 1: said and done |
| `dental-other-type` | `image_type` is that of another request |
| `dental-null-polygons` | every `polygons` and `polygons_raw` is null |
| `dental-odd-teeth` | the first teeth are called 19, 86, 0, 18a, 11 |
| `dental-wrong-counts` | the summary counts one more than there are |
| `dental-hostile-names` | names of diseases hold mark-up and are very long |
| `dental-landmarks-45`, `dental-landmarks-47` | the last landmark is missing; is there twice |
| `dental-landmark-twice` | the second landmark has the index of the first |
| `dental-invalid-with-place` | the first landmark has `valid: false` but a place, the second null |
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DentalFaults:
    """What goes wrong in the dental service; see the module's table."""

    dental_html_413: bool = False
    dental_html_502: bool = False
    dental_html_503: bool = False
    dental_garbled_json: bool = False
    dental_wrong_types: bool = False
    dental_delay: float = 0.0
    dental_drop: bool = False
    dental_file_not_found: bool = False
    dental_detection_error: bool = False
    dental_partial: bool = False
    dental_size_swapped: bool = False
    dental_size_scaled: bool = False
    dental_size_doubled: bool = False
    dental_size_off_by_one: bool = False
    dental_other_coordinates: bool = False
    dental_normalized: bool = False
    dental_other_type: bool = False
    dental_null_polygons: bool = False
    dental_odd_teeth: bool = False
    dental_wrong_counts: bool = False
    dental_hostile_names: bool = False
    dental_landmarks_45: bool = False
    dental_landmarks_47: bool = False
    dental_landmark_twice: bool = False
    dental_invalid_with_place: bool = False
