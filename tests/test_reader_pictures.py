"""A page whose drawings are put in later is written without carrying their pictures."""

import copy

from feedback_report.reader import without_pictures


def figure(label: str, *addresses: str) -> dict:
    pictures = [{"t": "Image", "c": [["", [], []], [{"t": "Str", "c": "alt"}], [address, ""]]} for address in addresses]
    return {"t": "Figure", "c": [[label, [], []], [None, []], [{"t": "Plain", "c": pictures}]]}


def addresses(blocks: list) -> list[str]:
    return [picture["c"][2][0] for block in blocks for picture in block["c"][2][0]["c"]]


def test_only_the_named_figures_with_one_picture_lose_it():
    blocks = [figure("fig-a", "data:a"), figure("fig-b", "data:b"), figure("fig-c", "data:c", "data:d")]
    before = copy.deepcopy(blocks)
    thin = without_pictures(blocks, {"fig-a", "fig-c"})
    first, *others = addresses(thin)
    assert first.startswith("data:image/gif")
    assert others == ["data:b", "data:c", "data:d"]
    assert blocks == before
    assert thin[0]["c"][2][0]["c"][0]["c"][1] == [{"t": "Str", "c": "alt"}]
