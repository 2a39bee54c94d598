"""One demonstration of eight quarters, made once for all the tests of a run, on however many processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.acceptance.product import Demo, demonstrated, in_all_editions


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """To be looked at only: a test that changes or runs anything takes `own_demo`."""
    return demonstrated(shared(tmp_path_factory))


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration with its three editions, to be looked at only."""
    return in_all_editions(shared(tmp_path_factory))


def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the processes of a run have in common."""
    base: Path = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="module")
def own_demo(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A copy for the tests of one file."""
    return demo.copied(tmp_path_factory.mktemp("own") / "demo")
