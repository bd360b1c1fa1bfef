"""Fixtures of the chair's places; the round is made once, and merged once."""

from __future__ import annotations

import shutil
from unittest.mock import patch

import pytest

from evaluator.composition import compose
from evaluator.keys.secrets import PassphraseSecret
from scripts.made_up_package import OFFICIAL
from scripts.made_up_reviews import make_reviews
from tests.cli.review_world import remembered
from tests.ui.chair_world import ChairDesk, ChairProgram
from tests.ui.reviewing.raw_key import SECRET


@pytest.fixture(scope="session")
def quick_keys():
    """Derive each key once: the identities of the story would else wait seconds."""
    with patch.object(PassphraseSecret, "key_of", remembered):
        yield


@pytest.fixture(scope="session")
def made_reviews(tmp_path_factory, quick_keys):
    return make_reviews(tmp_path_factory.mktemp("chair"), applications=6, reviewers=4, secret=SECRET)


@pytest.fixture(scope="session")
def merged_round(made_reviews, tmp_path_factory):
    """The round after the good files were merged."""
    path = tmp_path_factory.mktemp("merged") / "merged.evaluator"
    shutil.copy(made_reviews.round, path)
    program = ChairProgram(compose(data_dir=made_reviews.data))
    workspace = program.open(path)
    person = program.identities.open(OFFICIAL, program.identity_secret())
    program.reviewing.merge(workspace, made_reviews.files, person, OFFICIAL)
    workspace.close()
    return path


@pytest.fixture
def chair(dressed, qtbot, settings, made_reviews, tmp_path):
    made = ChairDesk(qtbot, settings, made_reviews, tmp_path)
    yield made
    made.session.close()


@pytest.fixture
def met(dressed, qtbot, settings, made_reviews, merged_round, tmp_path):
    made = ChairDesk(qtbot, settings, made_reviews, tmp_path, merged_round)
    yield made
    made.session.close()
