from __future__ import annotations

from evaluator.domain.applicants import BodyKind
from evaluator.domain.municipalities import MunicipalityKind
from evaluator.intake import registers
from evaluator.intake.register_errors import RegisterFileError
from evaluator.intake.registers import bodies, municipalities

import pytest  # isort: skip


def test_the_register_has_the_310_municipalities_of_2020_with_107_cities():
    register = municipalities()

    assert len(register) == 310
    assert len({each.name_fi for each in register}) == 310
    assert [each.code for each in register if len(each.code) != 3] == []
    assert sum(each.kind is MunicipalityKind.CITY for each in register) == 107


def test_a_bilingual_municipality_has_its_majority_language_first():
    register = municipalities()

    assert register["598"].languages == ("sv", "fi")
    assert register["091"].languages == ("fi", "sv")


def test_known_bodies_are_found_under_their_short_names():
    assert bodies().find("KuusSote").kind is BodyKind.JOINT_AUTHORITY
    assert bodies().find("ekami").name_fi == "Kotkan-Haminan seudun koulutuskuntayhtymä"
    assert bodies().find("Espoo") is None


def test_registers_are_read_once():
    assert municipalities() is municipalities()
    assert bodies() is bodies()


@pytest.mark.parametrize(
    "line",
    ["5,Alajärvi,Alajärvi,Alajärven,kaupunki,fi", "005,Alajärvi,Alajärvi,Alajärven,kylä,fi", "005,Alajärvi"],
)
def test_a_faulty_line_of_a_register_is_named(tmp_path, line):
    path = tmp_path / "municipalities.csv"
    path.write_text(f"code,name_fi,name_sv,genitive_fi,kind,languages\n{line}\n", encoding="utf-8")

    with pytest.raises(RegisterFileError) as caught:
        registers._read(path, registers._municipality)

    assert caught.value.facts == {"file": "municipalities.csv", "line": 2}
