"""The tables of a network as properties, so that an editor completes them and a typo is found."""

from __future__ import annotations

from abc import abstractmethod

import pandas as pd


class Tables:
    """The tables that every edition has. Each property hands out a lazy copy of a typed frame.

    What the columns mean stands in `datapackage.json`; a table that an edition has in addition is
    `net.table(name)`.
    """

    @abstractmethod
    def table(self, name: str) -> pd.DataFrame:
        """The table called `name`."""

    @property
    def sources(self) -> pd.DataFrame:
        """Sources."""
        return self.table("sources")

    @property
    def citations(self) -> pd.DataFrame:
        """Further citations."""
        return self.table("citations")

    @property
    def countries(self) -> pd.DataFrame:
        """Countries."""
        return self.table("countries")

    @property
    def regions(self) -> pd.DataFrame:
        """Regions."""
        return self.table("regions")

    @property
    def provinces(self) -> pd.DataFrame:
        """Provinces of Thailand."""
        return self.table("provinces")

    @property
    def places(self) -> pd.DataFrame:
        """Places."""
        return self.table("places")

    @property
    def memberships(self) -> pd.DataFrame:
        """Membership record."""
        return self.table("memberships")

    @property
    def units(self) -> pd.DataFrame:
        """Areas with a population."""
        return self.table("units")

    @property
    def readings(self) -> pd.DataFrame:
        """Areas that a place may stand for."""
        return self.table("readings")

    @property
    def un_city_matches(self) -> pd.DataFrame:
        """UN city of each place."""
        return self.table("un_city_matches")

    @property
    def series(self) -> pd.DataFrame:
        """Population sources."""
        return self.table("series")

    @property
    def populations(self) -> pd.DataFrame:
        """Populations."""
        return self.table("populations")

    @property
    def claims(self) -> pd.DataFrame:
        """Official figures."""
        return self.table("claims")

    @property
    def timeline(self) -> pd.DataFrame:
        """Timeline."""
        return self.table("timeline")

    @property
    def thai_areas(self) -> pd.DataFrame:
        """Smart city areas of Thailand."""
        return self.table("thai_areas")

    @property
    def programmes(self) -> pd.DataFrame:
        """Programmes in the announcement."""
        return self.table("programmes")

    @property
    def smarts(self) -> pd.DataFrame:
        """Seven smart dimensions."""
        return self.table("smarts")

    @property
    def statements(self) -> pd.DataFrame:
        """Statements beside the figures."""
        return self.table("statements")

    @property
    def focus_areas(self) -> pd.DataFrame:
        """Focus areas of the framework."""
        return self.table("focus_areas")

    @property
    def place_focus_areas(self) -> pd.DataFrame:
        """Focus areas of the founding cities."""
        return self.table("place_focus_areas")

    @property
    def projects(self) -> pd.DataFrame:
        """Projects in the monitoring reports."""
        return self.table("projects")

    @property
    def priority_projects(self) -> pd.DataFrame:
        """Priority projects of 2018."""
        return self.table("priority_projects")

    @property
    def partners(self) -> pd.DataFrame:
        """External partners."""
        return self.table("partners")

    @property
    def partner_programmes(self) -> pd.DataFrame:
        """Partner programmes."""
        return self.table("partner_programmes")

    @property
    def city_index_editions(self) -> pd.DataFrame:
        """Editions of the city index."""
        return self.table("city_index_editions")

    @property
    def city_index_ranks(self) -> pd.DataFrame:
        """City index ranks."""
        return self.table("city_index_ranks")

    @property
    def programme_figures(self) -> pd.DataFrame:
        """Figures of the Thai programme."""
        return self.table("programme_figures")

    @property
    def national_programmes(self) -> pd.DataFrame:
        """National programmes of other countries."""
        return self.table("national_programmes")

    @property
    def governance(self) -> pd.DataFrame:
        """Governance of the network."""
        return self.table("governance")
