"""The templates of pages, compiled once for all the processes that make pages."""

from __future__ import annotations

from pipeline.page import parts, year
from pipeline.page.parts import compile_templates, rendered


def test_a_template_that_a_page_module_holds_is_not_compiled_again_when_a_page_is_made() -> None:
    parts._compiled.cache_clear()
    compile_templates([year])
    ahead = parts._compiled.cache_info().misses
    assert ahead > 1
    assert rendered("<p>{{ sentence }}</p>", sentence="1 < 2").html == "<p>1 &lt; 2</p>"  # as the year's page does
    assert parts._compiled.cache_info().misses == ahead


def test_a_module_without_a_template_compiles_none() -> None:
    parts._compiled.cache_clear()
    compile_templates([parts.re])  # type: ignore[attr-defined]
    assert not parts._compiled.cache_info().misses
