from atlas_ssg.model.output import OutputFile


def test_what_is_named_last_is_written_once() -> None:
    file = OutputFile("a.html", b"<link href=x.css> <p>x.css</p>", (b"x.css", b"x.12ab.css"))
    assert file.content == b"<link href=x.12ab.css> <p>x.css</p>"


def test_a_file_in_which_nothing_is_named_is_as_it_is() -> None:
    assert OutputFile("a.txt", b"text").content == b"text"
