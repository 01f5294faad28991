"""What a row of a table may be to the pages, which know no key of any row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ascn_data.contract_faults import Unfit
from ascn_data.contract_values import text
from ascn_data.problems import Rule

# By table: the population sources of registered residents, of the figure beside each place, and
# of figures that cities declared themselves, which must not be ranked; the source of the outlines.
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "claims": (
            "members_before", "members_after", "members_joined", "meeting_number",
            "proposed_areas", "plan_areas", "plan_provinces", "dimensions", "announced_benefit",
        ),
        "series": ("registered_residents", "beside_places", "self_declared"),
        "sources": ("outlines",),
        "timeline": ("founding",),
    }
)  # fmt: skip


def roles_of(node: Mapping[str, Any]) -> Mapping[str, str]:
    """The keys of rows by role that a resource of the contract names. Raises Unfit."""
    roles, known = node.get("roles", {}), ROLES.get(node["name"], ())
    if not isinstance(roles, dict):
        raise Unfit(Rule("{what} must give each role a key", what=f"{node['name']}: roles"), roles)
    for role, row in roles.items():
        if role not in known:
            raise Unfit(Rule("{table}: there is no such role", table=node["name"]), role)
        text(row, f"{node['name']}: {role}")
    return MappingProxyType(dict(roles))
