"""The published test vectors, read by another program: this one knows docs/file-formats.md only.

Nothing of the product is imported above the last part, and not the age library either,
so whatever the description leaves out fails here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VECTORS = Path(__file__).parents[3] / "docs" / "test-vectors"
KEYS = json.loads((VECTORS / "keys.json").read_text())
KINDS = {1: "card", 2: "package", 3: "review", 4: "round"}
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
DAMM = [
    [int(digit) for digit in row]
    for row in [
        "0317598642",
        "7092154863",
        "4206871359",
        "1750983426",
        "6123045978",
        "3674209581",
        "5869720134",
        "8945362017",
        "9438617205",
        "2581436790",
    ]
]


class RefusedError(Exception):
    """What the other program says of a file."""


# Keys


def bech32_bytes(text):
    data = text.lower().rpartition("1")[2][:-6]
    bits = "".join(f"{BECH32.index(each):05b}" for each in data)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) // 8 * 8, 8))


def public_receiving(keys):
    return bech32_bytes(keys["receiving"])


def fingerprint(keys):
    content = b"evaluator keys 1\0" + bytes.fromhex(keys["signing"]) + b"\0" + keys["receiving"].encode()
    return hashlib.sha256(content).hexdigest()


def read_aloud(found):
    digits = f"{int(found, 16) % 10**32:032d}"
    groups = []
    for place in range(8):
        group = digits[place * 4 : place * 4 + 4]
        state = 0
        for digit in str(place) + group:
            state = DAMM[state][int(digit)]
        groups.append(f"{group}{state}")
    return " ".join(groups)


# age, after its own specification


def hkdf(key, salt, info):
    return HKDF(SHA256(), 32, salt, info).derive(key)


def unpadded(text):
    return base64.b64decode(text + "=" * (-len(text) % 4))


def file_key(stanzas, secret):
    private = X25519PrivateKey.from_private_bytes(bech32_bytes(secret))
    own = private.public_key().public_bytes_raw()
    for words, body in stanzas:
        if words[0] != "X25519":
            continue
        share = unpadded(words[1])
        shared = private.exchange(X25519PublicKey.from_public_bytes(share))
        wrap = hkdf(shared, share + own, b"age-encryption.org/v1/X25519")
        try:
            return ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None)
        except InvalidTag:
            continue
    raise RefusedError("no key")


def open_age(content, secret):
    end = content.index(b"\n--- ") + 1
    mac_end = content.index(b"\n", end)
    lines = content[:end].decode().split("\n")
    assert lines[0] == "age-encryption.org/v1"
    stanzas = []
    for line in lines[1:-1]:
        if line.startswith("-> "):
            stanzas.append([line[3:].split(" "), ""])
        else:
            stanzas[-1][1] += line
    key = file_key([(words, unpadded(body)) for words, body in stanzas], secret)
    mac = hmac.new(hkdf(key, b"", b"header"), content[: end + 3], hashlib.sha256).digest()
    assert mac == unpadded(content[end + 4 : mac_end].decode())
    nonce, rest = content[mac_end + 1 : mac_end + 17], content[mac_end + 17 :]
    payload = ChaCha20Poly1305(hkdf(key, nonce, b"payload"))
    chunks = [rest[at : at + 65552] for at in range(0, len(rest), 65552)]
    return b"".join(
        payload.decrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )


# The container


def canonical(content):
    value = json.loads(content)
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert again == content
    return value


def hashed(purpose, value):
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(purpose.encode() + b"\0" + told).hexdigest()


def read_file(name, who=None):
    content = (VECTORS / name).read_bytes()
    if content[:8] != bytes.fromhex("8E4556580D0A1A0A"):
        raise RefusedError("not ours")
    length = int.from_bytes(content[12:20], "big")
    body = content[24:]
    if len(body) < length:
        raise RefusedError("cut off")
    if zlib.crc32(body + content[:20]) != int.from_bytes(content[20:24], "big") or len(body) > length:
        raise RefusedError("damaged")
    assert content[8:10] == b"\0\1"
    kind = KINDS[content[10]]
    if not name.endswith({"card": ".evcard", "package": ".evpack"}.get(kind, f".ev{kind}")):
        raise RefusedError("wrong kind")
    inner = open_age(body, KEYS[who]["receiving"]) if content[11] else body
    signer, signature = inner[:32], inner[32:96]
    header_length = int.from_bytes(inner[96:100], "big")
    payload_length = int.from_bytes(inner[100:108], "big")
    header_bytes = inner[108 : 108 + header_length]
    covered = b"evaluator file 1\0" + content[8:12] + inner[96:108] + header_bytes
    Ed25519PublicKey.from_public_bytes(signer).verify(signature, covered)
    header = canonical(header_bytes)
    assert header["sender"]["keys"]["signing"] == signer.hex()
    rest = inner[108 + header_length :]
    payload, files = rest[:payload_length], rest[payload_length:]
    assert hashlib.sha256(payload).hexdigest() == header["payload"]
    enclosed = []
    for entry in header["files"]:
        enclosed.append(files[: entry["size"]])
        files = files[entry["size"] :]
        assert hashlib.sha512(enclosed[-1]).hexdigest() == entry["sha512"]
    assert files == b""
    return header, canonical(payload) if payload else None, enclosed


# What it finds


def test_fingerprints_are_as_published():
    for role in ("official", "chair", "reviewer", "other"):
        keys = KEYS[role]
        signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys["signing"])).public_key()
        own = X25519PrivateKey.from_private_bytes(bech32_bytes(keys["receiving"])).public_key()
        _, package, _ = read_file("package.evpack", "reviewer")
        for card in package["receivers"]:
            if fingerprint(card["keys"]) == keys["fingerprint"]:
                assert card["keys"]["signing"] == signing.public_bytes_raw().hex()
                assert public_receiving(card["keys"]) == own.public_bytes_raw()
        assert read_aloud(keys["fingerprint"]) == keys["spoken"]


def test_a_card_is_open_and_signed_by_its_owner():
    header, payload, _ = read_file("card.evcard")

    assert header["sender"]["name"] == "Esimerkkiarvioija 1"
    assert fingerprint(header["sender"]["keys"]) == KEYS["reviewer"]["fingerprint"]
    assert payload is None


def test_a_renewed_card_names_the_keys_that_vouch_for_it():
    header, _, _ = read_file("renewed.evcard")
    card = header["sender"]
    (former,) = card["predecessors"]
    told = {"former": fingerprint(former["keys"]), "following": fingerprint(card["keys"])}
    content = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(former["keys"]["signing"]))

    signer.verify(bytes.fromhex(former["signature"]), b"evaluator succession 1\0" + content)

    assert told["former"] == KEYS["reviewer"]["fingerprint"]


@pytest.mark.parametrize("who", ["reviewer", "official"])
def test_a_package_holds_call_applications_and_attachments(who):
    header, package, (plan,) = read_file("package.evpack", who)

    assert [each["id"] for each in package["applications"]] == ["2020-002", "2020-001"]
    assert package["call"]["id"] == header["criteria"]["call"]
    assert plan.startswith(b"A plan that nobody wrote.")
    assert header["receivers"] == sorted([KEYS["reviewer"]["fingerprint"], KEYS["official"]["fingerprint"]])
    parts = ("scale", "groups", "threshold", "sentence_duty", "exclusion_grounds")
    criteria = {"call": package["call"]["id"], "version": package["call"]["version"]}
    criteria |= {name: package["call"][name] for name in parts}
    assert header["criteria"]["hash"] == hashed("evaluator criteria 1", criteria)


def test_an_application_is_named_by_its_content():
    header, package, _ = read_file("package.evpack", "reviewer")

    for each in package["applications"]:
        told = {
            "id": each["id"],
            "attachments": [
                {"path": one["path"], "sha512": one["sha512"], "size": one["size"]}
                for one in each["attachments"]
            ],
            "row": {
                "number": each["number"],
                "title": each["title"],
                "applicants": each["applicants"]["as_written"],
                "requested_cents": each["requested_cents"],
            },
        }
        assert header["applications"][each["id"]] == hashed("evaluator application 1", told)


@pytest.mark.parametrize("who", ["chair", "official", "reviewer"])
def test_a_review_file_tells_the_whole_history(who):
    header, review, _ = read_file("review.evreview", who)
    first, second = review["revisions"]

    told = {name: value for name, value in first.items() if name != "submitted"}
    assert second["previous"] == hashed("evaluator revision 1", told)
    assert first["scores"]["change-needs"] == {"state": "scored", "value": "7/2"}
    assert first["scores"]["services-risks"]["risk"] == {"likelihood": 2, "severity": 3, "preparedness": 1}
    assert header["package"] == review["package"] == "package-1"
    assert header["revision"] == review["revision"] == 2


def test_a_round_file_holds_a_copy_and_its_key():
    header, round_, (copy,) = read_file("round.evround", "chair")

    assert len(bytes.fromhex(round_["key"])) == 32
    assert copy.startswith(b"In a real file")
    assert header["round"] == round_["round"]
    assert [fingerprint(each["keys"]) for each in round_["revoked"]] == [KEYS["other"]["fingerprint"]]


@pytest.mark.parametrize(
    ("name", "who", "why"),
    [
        ("damaged.evreview", "chair", "damaged"),
        ("cut-off.evreview", "chair", "cut off"),
        ("renamed.evreview", "reviewer", "wrong kind"),
        ("review.evreview", "other", "no key"),
    ],
)
def test_what_must_be_refused_is_refused(name, who, why):
    with pytest.raises(RefusedError, match=why):
        read_file(name, who)


def test_a_changed_header_breaks_the_signature(monkeypatch):
    body = bytearray((VECTORS / "card.evcard").read_bytes())
    body[-10] ^= 1
    body[20:24] = zlib.crc32(body[24:] + body[:20]).to_bytes(4, "big")
    monkeypatch.setattr(Path, "read_bytes", lambda _path: bytes(body))

    with pytest.raises(InvalidSignature):
        read_file("card.evcard")


# The product reads them, too


def test_the_product_finds_the_same():
    from evaluator.domain.people import Card, Trust
    from evaluator.exchange.card_files import read_card
    from evaluator.exchange.errors import UnknownSignerError
    from evaluator.exchange.packages import read_package
    from evaluator.exchange.review_files import read_review
    from evaluator.exchange.round_files import read_round
    from evaluator.keys.identity import Identity, SecretKeys

    from .conftest import NOON, issued

    def person(role):
        keys = SecretKeys(signing=bytes.fromhex(KEYS[role]["signing"]), receiving=KEYS[role]["receiving"])
        return Identity(card=Card(name=role, organisation="", keys=keys.public, made=NOON), keys=keys)

    assert read_card(VECTORS / "card.evcard").fingerprint == KEYS["reviewer"]["fingerprint"]
    package = read_package(VECTORS / "package.evpack", person("reviewer"), Trust())
    answer = read_review(VECTORS / "review.evreview", person("chair"), issued(package.contents))
    assert answer.contents.revision == 2
    assert read_round(VECTORS / "round.evround", person("chair"), Trust()).contents.key == bytes(range(32))
    with pytest.raises(UnknownSignerError):
        read_review(VECTORS / "unknown-signer.evreview", person("chair"), issued(package.contents))
