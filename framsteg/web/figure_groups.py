"""Which figures stand on which page of results, under which heading, by name in the address."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "deltagare": ("clients", "active_and_exited"),
    "arbete-och-studier": (
        "gone_to_work_or_studies", "gone_to_employment", "gone_to_studies",
        "target_against_result",
    ),
    "jobben": (
        "employment_by_subsidy", "share_of_full_time", "jobs_by_sector", "jobs_by_trade",
        "studies_by_kind",
    ),
    "vagen-in": (
        "enquiries_by_source", "enquiries_by_organisation", "enquiries_met", "enquiries_taken",
        "enquiries_enrolled", "days_to_first_answer",
    ),
    "stodet": ("caseload", "days_to_first_employer_contact", "days_to_first_job"),
}  # fmt: skip
OVERVIEW = "oversikt"
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    OVERVIEW: SECTIONS,
    "en-viss-dag": {
        "en-viss-dag": (
            "in_work_now", "occupied_now", "occupation_now", "receiving_sector_now",
            "gone_to_internship", "gone_to_unpaid",
        ),
    },
    "kvartal": {
        "kvartal": (
            "ips_quarterly_rate", "quarterly_rate_with_subsidised", "flow_in", "flow_out",
            "left_by_own_choice",
        ),
    },
    "arbeten-som-haller": {
        "arbeten-som-haller": (
            "sustained_13_weeks", "sustained_26_weeks", "job_starts", "job_starts_by_kind",
            "jobs_per_year", "uk_engaged", "uk_into_work",
        ),
    },
    "hur-mycket": {
        "hur-mycket": (
            "weeks_worked", "longest_job", "hours_a_week", "at_least_20_hours", "monthly_wage",
            "increased_extent",
        ),
    },
    "tid-till": {"tid-till": ("time_to_employer_contact", "time_to_first_job", "time_to_job_loss")},
    "hur-stodet-ges": {
        "hur-stodet-ges": (
            "contact_intensity", "share_in_community", "active_lately", "days_to_first_contact",
            "days_to_enrolment",
        ),
    },
    "egna-svar": {
        "egna-svar": (
            "own_life_situation", "own_support_quality", "own_influence",
            "life_situation_change", "support_quality_change", "influence_change",
            "life_situation_good", "support_quality_good", "influence_good",
            "life_situation_silent", "support_quality_silent", "influence_silent",
        ),
    },
}  # fmt: skip
"""A page of figures each, by its name in the address; every measure stands on one of them."""


def measures_of(group: str) -> tuple[str, ...]:
    """What a page asks; the participants always, since they say whether there is anything."""
    wanted = [name for names in GROUPS[group].values() for name in names]
    return tuple(dict.fromkeys(["clients", *wanted]))
