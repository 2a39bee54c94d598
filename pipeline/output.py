"""What a notebook cell shows: a piece of HTML of our own making, or a picture with its words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, StrictUndefined

_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True)
class Html:
    """A piece of a page. ``plain`` is what a program that shows no HTML prints."""

    html: str
    plain: str = ""

    def __html__(self) -> str:
        """Our own templates have escaped it already, so another template takes it as it is."""
        return self.html

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/html": self.html, "text/plain": self.plain}


@dataclass(frozen=True)
class Picture:
    """A chart as PNG, with the words that say what a sighted reader sees, and the finding as its caption."""

    png: bytes
    alt: str
    caption: str

    @property
    def figure(self) -> Html:
        """The picture as part of a page."""
        return rendered(
            '<figure><img alt="{{ alt }}" src="data:image/png;base64,{{ data }}">'
            "<figcaption>{{ caption }}</figcaption></figure>",
            plain=self.alt, alt=self.alt, caption=self.caption, data=b64encode(self.png).decode("ascii"),
        )  # fmt: skip

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        data = {"image/png": b64encode(self.png).decode("ascii"), "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt, "caption": self.caption}}


def rendered(template: str, plain: str = "", **values: object) -> Html:
    """``template`` (a Jinja template of our own code, never taken from anywhere) filled in, all values escaped."""
    return Html(_ENVIRONMENT.from_string(template).render(**values), plain)
