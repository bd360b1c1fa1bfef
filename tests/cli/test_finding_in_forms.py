"""The answers of forms are found too, those of the submission in force."""

import json

from tests.cli.in_process import command
from tests.cli.program import CALL
from tests.unit.intake.bundles.bags import a_bag, an_application, as_zip


def test_a_word_of_an_answer_is_found_by_its_beginning_and_without_accents(tmp_path):
    path = tmp_path / "kierros.evaluator"
    assert command("round", "new", path, "--call", CALL).code == 0
    payload = an_application()
    name = next(each for each in payload if each.endswith("application.json"))
    form = json.loads(payload[name])
    form["summary"] = "Jyväskylän ja muiden yhteinen hevosyrityspalvelu."
    payload[name] = json.dumps(form, ensure_ascii=False).encode()
    ran = command("import", path, as_zip(tmp_path, a_bag(payload)))
    assert ran.json["imported"] == 1, ran.out

    def found(text: str) -> int:
        return len(command("applications", path, "--find", text).json["applications"])

    assert found("hevosyrit") == found("JYVASKYLAN hevos") == 1
    assert found("summary") == found("lehmä") == 0
    last = command("log", "show", path).json["log"]
    assert len(next(each for each in last if each["deed"] == "application.import")["after"]["digest"]) == 128
