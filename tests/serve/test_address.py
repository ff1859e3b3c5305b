import asyncio
import socket
from contextlib import closing

import pytest

from atlas_ssg.serve.address import AddressError, listen, names


def test_a_busy_port_offers_the_next_free_one() -> None:
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"port {port} of 127.0.0.1 is in use") as caught:
            listen("127.0.0.1", port)
    offered = int(caught.value.help.removeprefix("try --port "))
    assert offered > port
    listen("127.0.0.1", offered).close()


def test_small_answers_are_sent_at_once() -> None:
    async def delays() -> int:
        asked: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            asked.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listening = listen("127.0.0.1", 0)
        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            writer.close()
            return await asked

    assert asyncio.run(delays()) != 0


def test_a_port_of_a_server_that_just_ended_can_be_taken_again() -> None:
    first = listen("127.0.0.1", 0)
    port = first.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)) as client:
        first.accept()[0].close()
        client.recv(1)
    first.close()
    listen("127.0.0.1", port).close()


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressError, match=r"cannot listen at 192\.0\.2\.1") as caught:
        listen("192.0.2.1", 0)
    assert "--host" in caught.value.help


def test_a_reserved_port_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(host: str, port: int) -> socket.socket:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("atlas_ssg.serve.address._bound", refuse)
    with pytest.raises(AddressError, match="may not be used") as caught:
        listen("127.0.0.1", 80)
    assert "1023" in caught.value.help


def test_loopback_answers_to_its_own_names_only() -> None:
    assert names("127.0.0.1", 8000) == ("127.0.0.1:8000", "localhost:8000", "[::1]:8000")
    assert names("localhost", 8000)[0] == "localhost:8000"


def test_an_address_answers_to_itself_only() -> None:
    assert names("192.168.1.5", 8000) == ("192.168.1.5:8000",)


def test_all_addresses_answer_to_the_names_of_this_machine() -> None:
    known = names("0.0.0.0", 8000)
    assert f"{socket.gethostname()}:8000" in known
    assert "127.0.0.1:8000" in known
    assert not any(name.startswith("0.0.0.0") for name in known)


def test_port_80_needs_no_number() -> None:
    assert {"localhost", "localhost:80"} <= set(names("localhost", 80))
