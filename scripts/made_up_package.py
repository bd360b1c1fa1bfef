"""Make an assignment package of made-up applications, by the services alone, to try reviewing with.

    .venv/bin/python scripts/made_up_package.py FOLDER

The folder gets the package and two machines' data: the official's, who makes it, and the
reviewer's, who can open it. Names, texts, sums and attachments are made up and say so.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reportlab.pdfgen.canvas import Canvas  # noqa: E402 - the project's folder comes first

from evaluator.composition import Program, compose  # noqa: E402

PASSPHRASE = "keksitty tunnuslause"  # guards nothing: the data are made up
OFFICIAL, REVIEWER = "Esimerkkiesittelijä", "Esimerkkiarvioija 1"
CALL = "2020-joint-projects"
_SENT = datetime(2020, 10, 2, 9, 30, tzinfo=UTC).isoformat()
_LEADS = (
    ("Kajaanin kaupunki", ("Kalajoki", "Raahe", "Kuusamo", "Taivalkoski"), "Digikokous (keksitty)"),
    ("Iin kunta", ("Pudasjärvi", "Utajärvi"), "Avoin kalenteri (keksitty)"),
    ("Kärkölän kunta", ("Hollola", "Orimattila"), "Päätökset yhdessä (keksitty)"),
    ("Nivalan kaupunki", ("Haapajärvi", "Reisjärvi"), "Kunta-asiointi (keksitty)"),
    ("Pielaveden kunta", ("Keitele", "Vesanto"), "Sähköinen arki (keksitty)"),
    ("Sallan kunta", ("Savukoski", "Pelkosenniemi"), "Resurssit näkyviin (keksitty)"),
)
_ANSWERS = (
    (
        "nykytila-ja-tavoite",
        (
            "Tämä teksti on keksitty. Kunnat uudistavat toimielintensä kokousmenettelyn. "
            "Tavoitteena on, että "
            "valmistelu, päätöksenteko ja tiedoksianto muodostavat yhden sähköisen ketjun, jota "
            "luottamushenkilö, "
            "valmistelija ja asukas käyttävät samasta paikasta.\n"
            "Nykyisin esityslista kootaan käsin neljästä järjestelmästä. Valmistelu vie keskimäärin kuusi "
            "työpäivää kokousta kohti, ja liitteet päivittyvät sähköpostitse."
        ),
    ),
    (
        "toiminnan-muutos",
        (
            "Kunnat kuvaavat yhteisen valmisteluprosessin ja luopuvat rinnakkaisista ohjeista. "
            "Muutosta johtaa "
            "hallintojohtajien ryhmä, joka kokoontuu kerran kuussa. Kukin kunta nimeää kaksi "
            "muutosvastaavaa.\n"
            "Vaikutuksia seurataan kolmella mittarilla: valmisteluun kuluva aika, korjattujen esityslistojen "
            "määrä ja asukkaiden kysymysten määrä. Lähtötaso mitataan ennen käyttöönottoa."
        ),
    ),
    (
        "monistettavuus",
        (
            "Toimintamalli, ohjeet ja koulutusaineisto julkaistaan avoimella lisenssillä. Käyttöönotto-ohje "
            "kirjoitetaan siten, että vastaavan kokoinen kunta voi ottaa mallin käyttöön kolmessa "
            "kuukaudessa. "
            "Loppuvuodesta järjestetään kaksi avointa työpajaa."
        ),
    ),
    (
        "kansalliset-palvelut",
        (
            "Tunnistautumisessa käytetään Suomi.fi-tunnistusta ja tiedoksiannossa Suomi.fi-viestejä. "
            "Kokouskäsitteet viedään yhteentoimivuusalustalle. Verkkopalvelun saavutettavuus "
            "arvioidaan ennen "
            "käyttöönottoa, ja tietosuojan vaikutustenarviointi tehdään hankkeen alussa."
        ),
    ),
)
_COSTS = (
    ("1", "staff", "Projektipäällikkö ja asiantuntijat", 310_000_00),
    ("2", "services", "Järjestelmän käyttöönotto ja koulutus", 186_000_00),
    ("3", "other-operating", "Viestintä ja työpajat", 34_000_00),
    ("4", "travel", "Matkat", 12_000_00),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """What was made.

    Attributes:
        package: The package.
        reviewer_data: The data folder of the reviewer's machine.
        official_data: That of the official's.
        round: The official's workspace.
    """

    package: Path
    reviewer_data: Path
    official_data: Path
    round: Path


def pdf(title: str, pages: int) -> bytes:
    """Give a small PDF that says that it is made up."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(72, 760, title)
        canvas.setFont("Helvetica", 12)
        for at, line in enumerate(
            (
                "Keksitty liite esimerkkia varten.",
                f"Sivu {page} / {pages}.",
                "Hankkeen vaiheet: maarittely, pilotti, kayttoonotto, vakiinnutus.",
                "Ohjausryhma seuraa riskeja neljannesvuosittain.",
            )
        ):
            canvas.drawString(72, 720 - 22 * at, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def an_application(number: int, folder: Path) -> str:
    """Write an application with its attachments, and give its id."""
    lead, partners, title = _LEADS[(number - 1) % len(_LEADS)]
    name = f"2020-{number:03}"
    files = folder / name / "attachments"
    files.mkdir(parents=True)
    (files / "hankesuunnitelma.pdf").write_bytes(pdf(f"Hankesuunnitelma: hakemus {number}", 3))
    (files / "paatos.txt").write_text(
        "Keksitty päätös.\nKunnanhallitus päätti, että kunta osallistuu hankkeeseen.\n", encoding="utf-8"
    )
    (files / "budjetti.xlsx").write_bytes(b"PK\x03\x04 keksitty")
    total = sum(each[3] for each in _COSTS)
    requested = total * 85 // 100 // 100_00 * 100_00
    form = {
        "format": 1,
        "id": name,
        "call": CALL,
        "number": number,
        "submitted": _SENT,
        "language": "fi",
        "title": title,
        "lead": {"name": lead, "share_cents": (total - requested) // 2, "decided_on": "2020-09-14"},
        "partners": [{"name": each, "decided_on": "2020-09-21"} for each in partners],
        "targets": [],
        "summary": "Keksitty hakemus. Viisi kuntaa uudistaa kokousmenettelynsä yhdeksi sähköiseksi ketjuksi.",
        "answers": [{"question": question, "text": text} for question, text in _ANSWERS],
        "costs": [
            {"id": at, "kind": kind, "description": what, "amount_cents": cents}
            for at, kind, what, cents in _COSTS
        ],
        "financing": {"requested_cents": requested, "own_cents": total - requested},
        "attachments": [
            {"path": "attachments/hankesuunnitelma.pdf", "kind": "project_plan", "title": "Hankesuunnitelma"},
            {
                "path": "attachments/paatos.txt",
                "kind": "participation_decision",
                "title": "Osallistumispäätös",
            },
            {"path": "attachments/budjetti.xlsx", "kind": "budget", "title": "Budjetti"},
        ],
    }
    (folder / name / "application.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return name


def make(folder: Path, count: int = 6, calibration: int = 1) -> MadeUp:
    """Make the round, both machines and the package.

    Args:
        folder: Where everything goes.
        count: How many applications the reviewer gets.
        calibration: How many of them everybody scores first.
    """
    official = compose(data_dir=folder / "official")
    reviewer = compose(data_dir=folder / "reviewer")
    card = folder / "reviewer.evcard"
    a_person(reviewer, REVIEWER, "Esimerkkivirasto")
    reviewer.identities.write_card(REVIEWER, reviewer.identity_secret(passphrase=PASSPHRASE), card)
    a_person(official, OFFICIAL, "Esimerkkiministeriö")
    source = folder / "applications"
    names = [an_application(number, source) for number in range(1, count + 1)]
    bundle = folder / "applications.zip"
    official.make_bundle(source, bundle)
    path = folder / "round.evaluator"
    secret = official.secret(passphrase=PASSPHRASE)
    workspace = official.create_round(path, secret, official.calls.get(CALL), by=OFFICIAL, made_up=True)
    try:
        official.import_bundle(workspace, bundle, by=OFFICIAL)
        official.reviewing.add_reviewers(workspace, [card], OFFICIAL)
        official.reviewing.assign(workspace, 1, OFFICIAL, calibration=names[:calibration])  # type: ignore[arg-type]
        person = official.identities.open(OFFICIAL, official.identity_secret(passphrase=PASSPHRASE))
        made = official.make_packages(workspace, person, folder / "packages")
    finally:
        workspace.close()
    return MadeUp(
        package=made[0].path,
        reviewer_data=folder / "reviewer",
        official_data=folder / "official",
        round=path,
    )


def a_person(program: Program, name: str, organisation: str) -> None:
    """Make an identity on somebody's machine."""
    program.identities.new(name, organisation, program.identity_secret(passphrase=PASSPHRASE))


if __name__ == "__main__":
    print(make(Path(sys.argv[1])).package)
