import pytest

from atlas_ssg.checks.addresses import meant

KNOWN = [
    "/systems/netflix/storage/",
    "/systems/netflix/request-flow/",
    "/systems/uber/storage/",
    "/debugging/kafka/",
]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/systems/netflix/storge/", "/systems/netflix/storage/"),
        ("/incidents/kafka/", "/debugging/kafka/"),
        ("/debugging/kafca", "/debugging/kafka/"),
        ("/systems/discord/storage/", ""),
        ("/systems/netflix/costs/", ""),
        ("/", ""),
    ],
)
def test_the_page_that_was_meant(address: str, page: str) -> None:
    assert meant(address, KNOWN) == page
