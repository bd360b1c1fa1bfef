"""A reviewer's day from outside: open a package, score one application completely, submit, export.

    python3 a_reviewer.py PACKAGE PASSPHRASE REVIEW-FILE

Runs in a desktop session of its own, in a folder with the file ``command``: the words that
start the program, one on each line; writes what a screen reader was told into ``told.json``.
"""

import json
import sys
from pathlib import Path

from eyes import (
    activate,
    command,
    find,
    focused,
    keys,
    nameless,
    press,
    running,
    showing,
    typed,
    until,
    write,
)

QUESTIONS = 16
SCORES = ["3"] * (QUESTIONS - 1) + ["324"]
"""The last question is a risk: how likely, how severe, how well prepared for."""


def open_package(evaluator, told, passphrase):
    find(evaluator, "dialog", "Avaa arviointipaketti")
    told["nameless"] += nameless(evaluator)
    press(find(evaluator, "push button", "Avaa paketti"))
    for name in ("Tunnuslause", "Tunnuslause uudelleen"):
        write(find(evaluator, "password text", name, exact=True), passphrase)
    press(find(evaluator, "push button", "Avaa paketti"))
    told["sender"] = [each.name for each in showing(find(evaluator, "dialog", "Paketin lähettäjä on uusi"))]
    press(find(evaluator, "push button", "Sulje"))


def declare(evaluator, told):
    told["before"] = [each.name for each in showing(evaluator)]
    told["nameless"] += nameless(evaluator)
    press(find(evaluator, "radio button", "Oletko esteellinen?: En ole"))
    press(find(evaluator, "push button", "Avaa hakemus"))
    find(evaluator, "panel", "1.1")
    activate()
    told["nameless"] += nameless(evaluator)


def at_a(pane, role):
    """Wait until the keyboard is at a control of this role; give it."""
    return until(
        f"the keyboard at a {role}", lambda: (at := focused(pane)) and at.getRoleName() == role and at
    )


def mark(evaluator, told):
    """Mark words of the application by the keyboard, hear them beside the question, and come back."""
    question = at_a(find(evaluator, "panel", "Kysymykset"), "radio button")
    text = find(evaluator, "label", "Hakemuksen teksti")
    text.queryComponent().grabFocus()
    until("the keyboard in the text", lambda: focused(evaluator) == text)
    keys("Down", "Home", *["shift+Right"] * len("Keksitty"), "ctrl+h")
    told["marked"] = find(evaluator, "push button", "Kohta ").name
    told["nameless"] += nameless(evaluator)
    question.queryComponent().grabFocus()


def score(evaluator, told):
    told["asked"] = []
    pane = find(evaluator, "panel", "Kysymykset")
    for answered, digits in enumerate(SCORES, start=1):
        told["asked"].append(at_a(pane, "radio button").name)
        keys(*digits, "Return")
        at_a(pane, "text")
        typed("Keksitty perustelu.")
        if answered < QUESTIONS:
            keys("ctrl+Return")
    find(pane, "label", f"{QUESTIONS} / {QUESTIONS}")
    told["score"] = find(pane, "label", "Arviosi ").name


def submit(evaluator, told):
    press(find(evaluator, "radio button", "Kokonaissuositus: Rahoitetaan"))
    press(find(evaluator, "push button", "Anna arvio"))
    told["submitted"] = find(evaluator, "label", "Annettu").name
    told["progress"] = find(evaluator, "label", "1 / ").name
    told["nameless"] += nameless(evaluator)


def export(evaluator, told, review_file, passphrase):
    command(evaluator, "Vie arviotiedosto")
    find(evaluator, "dialog", "Vie arviotiedosto")
    told["nameless"] += nameless(evaluator)
    press(find(evaluator, "push button", "Valitse paikka"))
    write(find(evaluator, "text", "Tiedostonimi"), review_file)
    press(find(evaluator, "push button", "Tallenna"))
    find(evaluator, "dialog", "Anna tunnuslause")
    write(find(evaluator, "password text", "Tunnuslause"), passphrase)
    press(find(evaluator, "push button", "Avaa", exact=True))
    find(evaluator, "dialog", "Arviotiedosto on kirjoitettu")


def main(package, passphrase, review_file):
    told = {"nameless": []}
    with running("open", package) as evaluator:
        open_package(evaluator, told, passphrase)
        declare(evaluator, told)
        mark(evaluator, told)
        score(evaluator, told)
        submit(evaluator, told)
        export(evaluator, told, review_file, passphrase)
    Path("told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
