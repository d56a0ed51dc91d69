"""Settings: the environment first, then `.env`, then the default; and each says which it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from turunkan.core.vocab import StopRun, Wording
from turunkan.site.environment import HOME, LANG, Origin, Setting, Value, read_env_file, values

Run = Callable[..., Result]


def env_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "home" / ".env"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def origins(tmp_path: Path, **environ: str) -> dict[str, tuple[str, Origin]]:
    found = values(environ={"TURUNKAN_HOME": str(tmp_path / "home")} | environ)
    return {value.setting.name: (value.text, value.origin) for value in found}


def test_the_default_when_nothing_is_set(tmp_path: Path) -> None:
    assert origins(tmp_path)[LANG.name] == ("id", Origin.DEFAULT)


def test_the_file_over_the_default(tmp_path: Path) -> None:
    env_file(tmp_path, "TURUNKAN_LANG=en\n")
    assert origins(tmp_path)[LANG.name] == ("en", Origin.FILE)


def test_the_environment_over_the_file(tmp_path: Path) -> None:
    env_file(tmp_path, "TURUNKAN_LANG=en\n")
    assert origins(tmp_path, TURUNKAN_LANG="id")[LANG.name] == ("id", Origin.ENVIRONMENT)


def test_the_home_has_a_default_in_the_users_folder() -> None:
    found = {value.setting.name: value for value in values(environ={})}
    assert found[HOME.name].origin is Origin.DEFAULT
    assert found[HOME.name].text == str(Path.home() / ".local/share/turunkan")


def test_the_file_cannot_move_the_folder_it_lies_in(tmp_path: Path) -> None:
    env_file(tmp_path, "TURUNKAN_HOME=/elsewhere\n")
    assert origins(tmp_path)[HOME.name] == (str(tmp_path / "home"), Origin.ENVIRONMENT)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=1", "1"),
        ("  A = 1  ", "1"),
        ("A='1 2'", "1 2"),
        ('A="1 # 2" # note', "1 # 2"),
        ("A=1 # note", "1"),
        ("A=1#2", "1#2"),
        ("A=1=2", "1=2"),
        ("A=", ""),
        ("A= # note", ""),
    ],
)
def test_lines_of_the_file(tmp_path: Path, line: str, value: str) -> None:
    assert read_env_file(env_file(tmp_path, f"# note\n\n{line}\n")) == {"A": value}


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert read_env_file(env_file(tmp_path, "\ufeffA=1\n")) == {"A": "1"}


@pytest.mark.parametrize("line", ["A", "=1", "1A=1", "A B=1", "A='1", 'A=1"', "A=1 2"])
def test_malformed_lines_are_all_named(tmp_path: Path, line: str) -> None:
    path = env_file(tmp_path, f"A=1\n{line}\n# note\n{line}\n")
    with pytest.raises(StopRun) as stop:
        read_env_file(path)
    assert f"{path}:2, {path}:4" in stop.value.person.id


def test_a_malformed_file_stops_the_command(run: Run, tmp_path: Path) -> None:
    path = env_file(tmp_path, "bahasa id\n")
    result = run("settings")
    assert result.exit_code == 2
    assert f"{path}:1" in result.stderr


def test_a_value_that_is_no_choice_names_the_choices(run: Run) -> None:
    result = run("settings", TURUNKAN_LANG="fr")
    assert result.exit_code == 2
    assert "'fr'" in result.stderr
    assert "id, en" in result.stderr


def test_the_table_says_where_values_came_from(run: Run) -> None:
    result = run("settings", "--lang", "en", TURUNKAN_LANG="id")
    assert result.exit_code == 0
    for word in ("TURUNKAN_HOME", "TURUNKAN_LANG", "environment", "the data folder"):
        assert word in result.stdout


def test_json_has_one_object_a_setting(run: Run, tmp_path: Path) -> None:
    found = {entry["name"]: entry for entry in json.loads(run("settings", "--json").stdout)}
    assert found["TURUNKAN_HOME"]["value"] == str(tmp_path / "home")
    assert found["TURUNKAN_LANG"]["origin"] == "default"
    assert set(found["TURUNKAN_LANG"]) == {"name", "value", "origin", "default", "secret", "meaning"}


def test_secrets_are_masked_and_an_absent_one_is_seen_to_be_absent() -> None:
    key = Setting(name="KEY", default="", means=Wording("kunci", "key"), secret=True)
    assert "hunter2" not in Value(key, "hunter2", Origin.ENVIRONMENT).shown
    assert Value(key, "", Origin.DEFAULT).shown == ""
