"""An official's way from outside: a late application is imported, decided on, and the draft is saved as PDF.

    python3 an_official.py ROUND PASSPHRASE BUNDLE PDF

Runs in a desktop session of its own, in a folder with the file ``command``: the words that
start the program, one on each line; writes what a screen reader was told into ``told.json``.
"""

import json
import sys
from pathlib import Path

from eyes import (
    able,
    activate,
    cells,
    command,
    find,
    focused,
    keys,
    nameless,
    press,
    running,
    typed,
    until,
    write,
)

LATE = "Keksitty perustelu: hakemus saapui vasta lokakuun lopussa."
DROPPED = "Keksitty perustelu: hakija luopui hankkeesta."


def open_round(evaluator, told, passphrase):
    find(evaluator, "dialog", "Anna tunnuslause")
    told["nameless"] += nameless(evaluator)
    write(find(evaluator, "password text", "Tunnuslause"), passphrase)
    press(find(evaluator, "push button", "Avaa", exact=True))
    told["before"] = cells(find(evaluator, "table", "Hakemukset"))
    told["nameless"] += nameless(evaluator)
    activate()


def choose_file(evaluator, button, path):
    write(find(evaluator, "text", "Tiedostonimi"), path)
    press(find(evaluator, "push button", button, exact=True))


def import_late_bundle(evaluator, told, bundle):
    command(evaluator, "Tuo hakemuksia")
    choose_file(evaluator, "Avaa", bundle)
    accept = able(evaluator, "push button", "Tuo 1")
    told["preview"] = cells(find(find(evaluator, "dialog", "Tuo"), "table", ""))
    told["nameless"] += nameless(evaluator)
    press(accept)
    find(evaluator, "radio button", "Rajaus: Ratkaise 1")
    told["after"] = cells(find(evaluator, "table", "Hakemukset"))


def give_reason(evaluator, text):
    find(evaluator, "text", "Perustelu").queryComponent().grabFocus()
    until("the keyboard in the reason", lambda: focused(evaluator).name.startswith("Perustelu"))
    typed(text)


def refuse(evaluator, told):
    press(find(evaluator, "radio button", "Rajaus: Ratkaise 1"))
    find(evaluator, "label", "Hakemus 3")
    press(find(evaluator, "radio button", "Kelpoisuus: Ei kelpoinen"))
    give_reason(evaluator, LATE)
    keys("ctrl+Return")
    find(evaluator, "radio button", "Rajaus: Ratkaise 0")
    told["nameless"] += nameless(evaluator)


def rank(evaluator, told):
    keys("ctrl+5")
    told["ranking"] = cells(find(evaluator, "table", "Järjestys"))
    told["nameless"] += nameless(evaluator)


def allocate(evaluator, told):
    keys("ctrl+6")
    table = find(evaluator, "table", "Määräraha")
    until("the keyboard in the table", lambda: focused(evaluator).name == table.name)
    keys("Down")
    find(evaluator, "label", "Sija 2")
    press(find(evaluator, "radio button", "Pudota"))
    give_reason(evaluator, DROPPED)
    press(able(evaluator, "push button", "Kirjaa"))
    told["said"] = find(evaluator, "label", "Luonnos jaosta: 1 ").name
    told["allocated"] = cells(table)
    told["nameless"] += nameless(evaluator)


def save(evaluator, told, pdf):
    keys("ctrl+7")
    press(able(evaluator, "push button", "Tallenna PDF"))
    told["nameless"] += nameless(evaluator)
    choose_file(evaluator, "Tallenna", pdf)
    until("the file", lambda: Path(pdf).exists())


def main(round_, passphrase, bundle, pdf):
    told = {"nameless": []}
    with running("open", round_) as evaluator:
        open_round(evaluator, told, passphrase)
        import_late_bundle(evaluator, told, bundle)
        refuse(evaluator, told)
        rank(evaluator, told)
        allocate(evaluator, told)
        save(evaluator, told, pdf)
    Path("told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
