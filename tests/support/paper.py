"""A document as a printer, a screen reader and a camera find it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter


class Paper:
    """One PDF."""

    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-"), "this is no PDF"
        self.content = content
        with self._opened() as opened:
            self.pages = len(opened)
            # All words, page after page, as copying them would give.
            self.text = "\n".join(page.get_textpage().get_text_range() for page in opened)

    def _opened(self) -> closing[Any]:
        return closing(pypdfium2.PdfDocument(self.content))

    def picture(self, page: int = 0, dots: int = 300) -> Image.Image:
        """A page as a printer with so many dots an inch puts it on paper."""
        with self._opened() as opened:
            drawn: Image.Image = opened[page].render(scale=dots / 72).to_pil()
            return drawn

    def lefts(self, wanted: list[str], page: int = 0) -> list[float]:
        """Where on the page each of these words begins, from the left edge, in points."""
        found = []
        with self._opened() as opened:
            layer = opened[page].get_textpage()
            for word in wanted:
                place = layer.search(word).get_next()
                assert place is not None, f"{word!r} is not on the page"
                found.append(layer.get_charbox(place[0])[0])
        return found

    def faults(self) -> list[str]:
        """What a screen reader or a printing house would trip over."""
        wrong = []
        with pikepdf.open(io.BytesIO(self.content)) as opened:
            root = opened.Root
            if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
                wrong.append("no tags")
            if "/Lang" not in root:
                wrong.append("no language")
            with opened.open_metadata() as facts:
                if facts.get("pdfuaid:part") != "1":
                    wrong.append("does not say that it is PDF/UA-1")
                if not facts.get("dc:title"):
                    wrong.append("no title")
            wrong += [f"font {name} is not embedded" for name in _not_embedded(opened)]
        if "\ufffd" in self.text or "\0" in self.text:
            wrong.append("a character without a glyph")
        return wrong


def _not_embedded(opened: pikepdf.Pdf) -> Iterator[str]:
    for one in opened.objects:
        described = isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        if described and not any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield str(one.get("/FontName"))


def codes(picture: Any) -> list[Any]:
    """What the camera of a phone finds in a picture: text and place of each code."""
    return list(zxingcpp.read_barcodes(picture))


def read_by_phone(picture: Image.Image) -> str | None:
    """What a phone held over the code reads: it looks many times, nearer and farther, more and less sharp."""
    for scale in (1, 2, 3):
        for blur in (0, 1, 2):
            glance = picture.resize((picture.width * scale, picture.height * scale))
            glance = glance.filter(ImageFilter.GaussianBlur(blur * scale))
            for way in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
                found = zxingcpp.read_barcodes(glance, binarizer=way)
                if found:
                    return str(found[0].text)
    return None


def dirty(picture: Image.Image, share: float, seed: int) -> Image.Image:
    """The first code of a picture alone, grey as of a poor printer, with stains over a share of it (300 dots an inch):
    three quarters of them let the code shine through, one quarter hides it."""
    place = codes(picture)[0].position
    edge = (place.bottom_right.x - place.top_left.x) // 6
    box = (place.top_left.x - edge, place.top_left.y - edge, place.bottom_right.x + edge, place.bottom_right.y + edge)
    dice, paper = random.Random(seed), picture.crop(box).convert("L").point(lambda dot: 40 + dot * 180 // 255)
    _spots(paper, share * 3 / 4, 24, dice, lambda: None)
    _spots(paper, share / 4, 4, dice, lambda: dice.choice((70, 128, 190)))
    return paper


def _spots(paper: Image.Image, share: float, side: int, dice: random.Random, colour: Callable[[], int | None]) -> None:
    draw = ImageDraw.Draw(paper)
    for _spot in range(int(share * paper.width * paper.height / side**2)):
        x, y = dice.randrange(paper.width - side), dice.randrange(paper.height - side)
        solid = colour()
        if solid is None:
            piece = paper.crop((x, y, x + side, y + side)).point(lambda dot: dot * 7 // 10 + 20)
            round_edge = Image.new("L", piece.size, 0)
            ImageDraw.Draw(round_edge).ellipse((0, 0, side, side), fill=255)
            paper.paste(piece, (x, y), round_edge)
        else:
            draw.ellipse((x, y, x + side, y + side), fill=solid)
