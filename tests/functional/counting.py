"""What a way through the site costs: every click, key and field that the browser itself has seen.

The counts follow from page to page. Only what a person did is counted: what a script does to a
page is not. A choice on a phone's screen is a click like any other.
"""

from dataclasses import astuple, dataclass

from playwright.sync_api import Page

COUNTER = """(() => {
    const read = () => JSON.parse(sessionStorage.getItem('counted') || '[0, 0, []]');
    const write = counted => sessionStorage.setItem('counted', JSON.stringify(counted));
    addEventListener('pointerdown', event => {
        if (!event.isTrusted) return;
        const [clicks, keys, fields] = read();
        write([clicks + 1, keys, fields]);
    }, true);
    addEventListener('keydown', event => {
        if (!event.isTrusted) return;
        const [clicks, keys, fields] = read(), field = event.target.name;
        const typed = field && event.key.length === 1 && !fields.includes(field);
        write([clicks, keys + 1, typed ? [...fields, field] : fields]);
    }, true);
})()"""


@dataclass(frozen=True)
class Cost:
    clicks: int
    keys: int
    fields: int

    def exceeds(self, other: "Cost") -> bool:
        """Whether any of the three is more."""
        return any(
            mine > theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)
        )


def count_on(page: Page) -> None:
    """From the next page on, everything that is done is counted."""
    page.add_init_script(COUNTER)


def start(page: Page) -> None:
    page.evaluate("sessionStorage.removeItem('counted')")


def cost(page: Page) -> Cost:
    clicks, keys, fields = page.evaluate(
        "JSON.parse(sessionStorage.getItem('counted') || '[0, 0, []]')"
    )
    return Cost(clicks, keys, len(fields))
