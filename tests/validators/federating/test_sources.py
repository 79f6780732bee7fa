"""Which files of a folder are bodies."""

from pathlib import Path

from validators.federating.sources import sources_in


def test_hidden_and_other_files_of_a_folder_are_no_bodies(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", ".yashirin.json", "izoh.txt"):
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / ".git").mkdir()

    assert [source.name for source in sources_in(tmp_path)] == ["a", "b"]
