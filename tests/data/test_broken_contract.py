"""A contract that cannot be used is a problem of `datapackage.json`, never another error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ascn_data.contract import FILE
from ascn_data.problems import Rule

Change = Callable[[Any], Any]


def resource(document: Any, name: str = "partners") -> Any:
    """One resource of the package."""
    return next(node for node in document["resources"] if node["name"] == name)


def first_field(document: Any) -> Any:
    """The first column of the partners."""
    return resource(document)["schema"]["fields"][0]


def reference(document: Any) -> Any:
    """The reference of the partners to the sources."""
    return resource(document)["schema"]["foreignKeys"][0]


NAMED: dict[str, Change] = {
    "no resources": lambda doc: doc.pop("resources"),
    "resources that are no list": lambda doc: doc.update(resources=5),
    "a resource without a name": lambda doc: resource(doc).pop("name"),
    "a resource without a path": lambda doc: resource(doc).pop("path"),
    "a table without columns": lambda doc: resource(doc)["schema"].pop("fields"),
    "a table without a key": lambda doc: resource(doc)["schema"].pop("primaryKey"),
    "a column without a name": lambda doc: first_field(doc).pop("name"),
    "a column whose name is no text": lambda doc: first_field(doc).update(name=5),
    "a required that is text": lambda doc: first_field(doc)["constraints"].update(required="false"),
    "an empty key": lambda doc: resource(doc)["schema"].update(primaryKey=[]),
    "a nested key": lambda doc: resource(doc)["schema"].update(primaryKey=[["partner_id"]]),
    "a nested reference": lambda doc: reference(doc).update(fields=[["source_id"]]),
    "a reference to a list": lambda doc: reference(doc)["reference"].update(resource=["sources"]),
    "a column without a type": lambda doc: first_field(doc).pop("type"),
    "an unknown type": lambda doc: first_field(doc).update(type="geopoint"),
    "constraints that are no object": lambda doc: first_field(doc).update(constraints=None),
    "a pattern that is none": lambda doc: first_field(doc)["constraints"].update(pattern="("),
    "an enum that is no list": lambda doc: first_field(doc)["constraints"].update(enum=5),
    "a limit that is no number": lambda doc: first_field(doc)["constraints"].update(minimum="a"),
    "a limit beyond any number": lambda doc: first_field(doc).update(
        type="number", constraints={"minimum": 10**400}
    ),
    "a constraint that nobody checks": lambda doc: first_field(doc)["constraints"].update(
        exclusiveMinimum=1
    ),
    "a date written otherwise": lambda doc: first_field(doc).update(format="%d.%m.%Y"),
    "another word for true": lambda doc: first_field(doc).update(trueValues=["yes"]),
    "a length that is no number": lambda doc: first_field(doc)["constraints"].update(maxLength="x"),
    "a rule that nobody knows": lambda doc: resource(doc)["schema"].update(
        rules=[{"rule": "nicer", "column": "name_en", "other": "name_th"}]
    ),
    "a rule without columns": lambda doc: resource(doc)["schema"].update(rules=[{"rule": "same"}]),
    "a table named twice": lambda doc: doc["resources"].append(resource(doc)),
    "roles that are no object": lambda doc: resource(doc).update(roles=["main"]),
    "a role that nothing asks for": lambda doc: resource(doc).update(roles={"main": "japan"}),
    "a role of no text": lambda doc: resource(doc, "series").update(roles={"beside_places": 5}),
    "a table that may be empty, as text": lambda doc: resource(doc).update(mayBeEmpty="yes"),
    "a reference to nothing": lambda doc: reference(doc).pop("reference"),
    "a reference of two columns": lambda doc: reference(doc).update(fields=["a", "b"]),
}
TOO_LATE: dict[str, Change] = {
    "a column described twice": lambda doc: resource(doc)["schema"]["fields"].append(
        first_field(doc)
    ),
    "a missing table": lambda doc: doc["resources"].remove(resource(doc, "memberships")),
    "a missing map": lambda doc: doc["resources"].remove(resource(doc, "asean_countries")),
    "a key that is no column": lambda doc: resource(doc)["schema"].update(primaryKey="nothing"),
    "a reference of no column": lambda doc: reference(doc).update(fields="nothing"),
    "a reference to no table": lambda doc: reference(doc)["reference"].update(resource="nothing"),
    "a reference to no column": lambda doc: reference(doc)["reference"].update(fields="nothing"),
    "a path that is no text": lambda doc: resource(doc).update(path=5),
    "a path with a NUL": lambda doc: resource(doc).update(path="a\x00b"),
    "a rule of no column": lambda doc: resource(doc)["schema"].update(
        rules=[{"rule": "same", "column": "source_id.nothing", "other": "name_en"}]
    ),
    "a key of its own of no column": lambda doc: resource(doc)["schema"].update(
        uniqueKeys=[["nothing"]]
    ),
    "a role of no row": lambda doc: resource(doc, "series").update(roles={"beside_places": "x"}),
    "places that may be empty": lambda doc: resource(doc, "places").update(mayBeEmpty=True),
    "no table at all": lambda doc: doc.update(resources=[]),
}
TEXTS = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "a number": "5",
    "null": "null",
    "a table": "name,path\npartners,partners.csv\n",
}


def must_be_named(edition) -> None:
    """`check` names the contract and ends with 1."""
    result = edition.check()
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    *problems, count = result.output.splitlines()
    assert all(line.startswith(f"{FILE}: ") for line in problems)
    assert count.startswith(f"{len(problems)} problem")


@pytest.mark.parametrize("change", NAMED.values(), ids=NAMED)
def test_what_makes_the_contract_useless_is_named(edition, change: Change) -> None:
    edition.change_json(FILE, change)
    must_be_named(edition)


@pytest.mark.parametrize("change", TOO_LATE.values(), ids=TOO_LATE)
def test_what_contradicts_itself_in_the_contract_is_named(edition, change: Change) -> None:
    edition.change_json(FILE, change)
    must_be_named(edition)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_contract_that_is_no_package_is_named(edition, text: str) -> None:
    edition.write(FILE, text)
    must_be_named(edition)


def test_a_contract_nested_too_deep_is_named(edition) -> None:
    edition.write(FILE, "[" * 100_000)
    must_be_named(edition)


def test_a_contract_in_another_encoding_is_named(edition) -> None:
    text = edition.bytes(FILE).decode("utf-8")
    edition.write_bytes(FILE, text.encode("utf-16"))
    must_be_named(edition)


def why(edition) -> tuple[Rule, str]:
    """The reason that stands in the only problem of the contract, and what was found."""
    (problem,) = edition.problems()
    assert isinstance(problem.rule, Rule)
    reason = problem.rule.values["error"]
    assert isinstance(reason, Rule)
    return reason, problem.value


def test_the_place_where_json_ends_being_json_is_named(edition) -> None:
    edition.write(FILE, '{"name": "ascn",\n  "resources": oops}')
    reason, _found = why(edition)
    assert reason.values == {"line": 2, "column": 16}


def test_each_reason_has_a_rule_of_its_own(edition) -> None:
    """In words of the catalogue: Python's own are English, and name what no editor knows."""
    reasons = set()
    edition.write(FILE, "{")
    reasons.add(why(edition)[0].template)
    edition.write_bytes(FILE, '{"name": "กรุงเทพ"}'.encode("utf-16"))
    reasons.add(why(edition)[0].template)
    edition.write(FILE, "[" * 100_000)
    reasons.add(why(edition)[0].template)
    edition.remove(FILE)
    reasons.add(why(edition)[0].template)
    (edition.directory / FILE).mkdir()
    reasons.add(why(edition)[0].template)
    assert len(reasons) == 5


@pytest.mark.parametrize("change", NAMED.values(), ids=NAMED)
def test_every_reason_can_be_said_in_another_language(edition, change: Change) -> None:
    edition.change_json(FILE, change)
    reason, found = why(edition)
    for said in (reason, *reason.values.values()):
        assert "Error" not in str(said)
        assert "object" not in str(said)
    assert len(found) <= 120


def test_a_value_that_does_not_fit_is_shown_beside_its_rule(edition) -> None:
    edition.change_json(FILE, lambda doc: first_field(doc).update(type="geopoint"))
    reason, found = why(edition)
    assert reason.values["column"] == "partner_id"
    assert found == "'geopoint'"


def test_a_table_that_stands_twice_is_named_and_none_is_lost(edition) -> None:
    edition.change_json(FILE, lambda doc: doc["resources"].append(resource(doc, "places")))
    assert why(edition)[1] == "'places'"


def test_a_word_that_stands_twice_in_the_contract_is_named(edition) -> None:
    text = edition.bytes(FILE).decode("utf-8")
    edition.write(FILE, text.replace('"version"', '"version": "1", "version"', 1))
    assert why(edition)[1] == "'version'"


def test_a_constraint_that_is_not_supported_is_named(edition) -> None:
    edition.change_json(FILE, NAMED["a constraint that nobody checks"])
    reason, found = why(edition)
    assert reason.values["column"] == "partner_id"
    assert found == "'exclusiveMinimum'"


def test_a_missing_contract_is_named(edition) -> None:
    edition.remove(FILE)
    must_be_named(edition)


def test_a_contract_that_asks_for_another_column_finds_it_missing(edition) -> None:
    edition.change_json(
        FILE, lambda doc: resource(doc, "programmes")["schema"]["fields"][1].update(name="colour")
    )
    found = {(one.file, one.row, one.column) for one in edition.problems()}
    assert found == {
        (FILE, 0, ""),
        ("programmes.csv", 1, "colour"),
        ("programmes.csv", 1, "name_en"),
    }


def test_a_table_declared_as_a_boundary_is_no_geojson(edition) -> None:
    edition.change_json(FILE, lambda doc: resource(doc, "smarts").pop("schema"))
    found = {(one.file, one.row) for one in edition.problems()}
    assert ("smarts.csv", 0) in found


def test_a_column_that_the_code_needs_keeps_its_type(edition) -> None:
    edition.change_json(FILE, lambda doc: resource(doc)["schema"]["fields"][1].update(type="date"))
    assert any(one.file == FILE and "name_en" in one.rule for one in edition.problems())


def test_a_contract_with_a_byte_order_mark_is_read(edition) -> None:
    edition.write_bytes(FILE, b"\xef\xbb\xbf" + edition.bytes(FILE))
    assert edition.problems() == ()
