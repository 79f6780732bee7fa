"""`nizom remind`: mails to those whose duties are late or fall due, written, sent, and never sent twice."""

import json
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import icalendar
import pytest
from inline_snapshot import snapshot

from tests.support.mail_server import Encryption, Mailbox, free_port, mail_server, write_certificate
from tests.support.processes import NIZOM, at_once
from tests.support.scratch import Answer, Scratch
from tests.support.waivers import waiver

BEFORE = "2026-07-13"
"""A week before the update of the base's dataset falls due, and a Monday."""
DUE = "2026-07-20"
"""The day on which it falls due, a Monday too."""
LATE = "2026-07-28"
"""A Tuesday, eight days after it fell due."""


@pytest.fixture
def base(base: Scratch) -> Scratch:
    """The base records, with where mails come from."""
    base.monkeypatch.setenv("NIZOM_MAIL_FROM", "Nizom <nizom@agentlik.example.uz>")
    for name in ("NIZOM_SMTP", "NIZOM_SMTP_PASSWORD", "NIZOM_SITE_URL"):
        base.monkeypatch.delenv(name, raising=False)
    return base


def remind(base: Scratch, *arguments: str, day: str, lang: str = "en") -> Answer:
    return base.nizom("remind", "--as-of", day, "--lang", lang, *arguments)


def written(folder: Path) -> dict[str, EmailMessage]:
    """Return the mails in a folder, by the names of their files."""
    return {file.name: _read(file) for file in sorted(folder.glob("*"))}


def _read(file: Path) -> EmailMessage:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def _limit_files(size: int) -> None:
    """Let this process write no file that is larger, as on a disk that is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def body(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_mail_says_what_when_and_where_with_a_calendar(base: Scratch, tmp_path: Path) -> None:
    base.monkeypatch.setenv("NIZOM_SITE_URL", "https://nizom.example.uz/")
    assert remind(base, "--out", str(tmp_path / "out"), day=DUE, lang="uz").out == snapshot("2026-yil 20-iyul uchun 2 ta xat\n")
    mail = written(tmp_path / "out")["2026-07-20-xod-003.eml"]
    assert [str(mail[name]) for name in ("From", "To", "Subject", "Date", "Auto-Submitted")] == snapshot(
        [
            "Nizom <nizom@agentlik.example.uz>",
            "Javohir Toshmatov <j.toshmatov@agentlik.example.uz>",
            "Muddati yaqin ishlar: 1 ta",
            "Mon, 20 Jul 2026 08:00:00 +0500",
            "auto-generated",
        ]
    )
    assert body(mail) == snapshot("""\
Assalomu alaykum, Javohir Toshmatov!

Muddati yaqin (1):
- 20.07.2026 (bugun): Ochiq ma’lumotlarning 2026-yil 10-apreldan keyingi yangilanishi
  Amaldagi standartlar ro‘yxati (ochm-001)
  https://nizom.example.uz/datasets/ochm-001/

--
Bu xatni dastur yozuvlarning 2026-yil 20-iyul kungi holati bo‘yicha tuzdi.
""")
    (attached,) = mail.iter_attachments()
    calendar = icalendar.Calendar.from_ical(attached.get_content())
    assert [(str(event["SUMMARY"]), str(event.start)) for event in calendar.events] == snapshot(
        [("Ochiq ma’lumotlarning 2026-yil 10-apreldan keyingi yangilanishi — Amaldagi standartlar ro‘yxati", "2026-07-20")]
    )


def test_a_mail_has_nothing_personal_but_the_address_of_its_reader(base: Scratch, tmp_path: Path) -> None:
    base.change("xod-001", "phone: +998 71 200 00 01\n")
    remind(base, "--out", str(tmp_path / "out"), day=BEFORE)
    mails = written(tmp_path / "out")
    assert list(mails) == ["2026-07-13-xod-001-xulosa.eml", "2026-07-13-xod-003.eml"]
    for mail in mails.values():
        text = mail.as_string().replace(mail["To"].addresses[0].addr_spec, "")
        assert "agentlik.example.uz" not in text.replace("nizom@agentlik.example.uz", "")
        assert "998" not in body(mail)


def test_the_digest_goes_to_the_head_and_the_deputy_on_monday(base: Scratch, tmp_path: Path) -> None:
    base.change("xod-005", "email: k.yusupova@agentlik.example.uz\n")
    remind(base, "--out", str(tmp_path / "out"), day="2026-08-03")
    mails = written(tmp_path / "out")
    assert [name for name in mails if "xulosa" in name] == ["2026-08-03-xod-001-xulosa.eml", "2026-08-03-xod-005-xulosa.eml"]
    assert body(mails["2026-08-03-xod-001-xulosa.eml"]) == snapshot("""\
Good day, Aziz Rahimov!

By employee:
- Javohir Toshmatov: 2 overdue, 0 fall due

Overdue (2):
- 20.07.2026 (14 days late): Update of the open data after 10 April 2026
  Amaldagi standartlar ro‘yxati (ochm-001), Javohir Toshmatov
- 31.07.2026 (3 days late): Monitoring entry
  Standartlar elektron katalogini yaratish (loy-2026-001), Javohir Toshmatov

--
Written by the program from the records as of 3 August 2026.
""")


def test_the_digest_says_whom_no_mail_reaches(base: Scratch, tmp_path: Path) -> None:
    base.change("xod-003", "email:\n")
    remind(base, "--out", str(tmp_path / "out"), day=BEFORE)
    (mail,) = written(tmp_path / "out").values()
    assert body(mail).split("Not reached by reminders:\n")[1].split("\n\n")[0] == (
        "- Javohir Toshmatov: no e-mail address\n- Kamola Yusupova: no e-mail address"
    )


@pytest.mark.parametrize(("last_day", "mails"), [("2026-07-19", []), (DUE, ["2026-07-20-xod-003.eml"])])
def test_who_leaves_is_reminded_up_to_their_last_day(base: Scratch, tmp_path: Path, last_day: str, mails: list[str]) -> None:
    base.change("xod-003", f"left: {last_day}\n")

    remind(base, "--out", str(tmp_path / "out"), day=DUE)

    assert [name for name in written(tmp_path / "out") if "xod-003" in name] == mails


def test_of_what_is_exempted_nobody_is_reminded(base: Scratch, tmp_path: Path) -> None:
    duties = base.nizom("due", "--as-of", LATE, "--format", "json").json["duties"]
    (duty,) = (one for one in duties if one["due"] == DUE)
    remind(base, "--out", str(tmp_path / "before"), day="2026-07-27", lang="uz")
    base.write("records/waivers/ist-001.md", waiver(duty["code"], f"records: [{duty['record']}]"))
    remind(base, "--out", str(tmp_path / "after"), day="2026-07-27", lang="uz")

    folders = [written(tmp_path / when).values() for when in ("before", "after")]
    assert [any(duty["what"] in body(mail) for mail in mails) for mails in folders] == [True, False]


def test_whose_record_cannot_be_read_is_said(base: Scratch, tmp_path: Path) -> None:
    base.edit("loy-2026-001", "title: ", "title: [")
    answer = remind(base, "--out", str(tmp_path), day=DUE)
    path = base.path("loy-2026-001").relative_to(base.root).as_posix()
    assert answer.err == f"nizom: Not looked at, because they cannot be read: {path}\n"


def test_who_acts_as_head_gets_the_digest_while_the_head_is_away(base: Scratch, tmp_path: Path) -> None:
    base.change("records/settings.md", "S09:\n  value: [leave]\n  basis: 12-son buyruq\n  since: 2024-01-01\n")
    base.change("xod-001", "absences:\n  - {kind: leave, since: 2026-07-10, until: 2026-07-17}\n")
    base.change("xod-002", "acting:\n  - {since: 2026-07-10, until: 2026-07-17, reason: Ta’til}\n")
    for day in (BEFORE, DUE):
        remind(base, "--out", str(tmp_path / "out"), day=day)
    digests = [name for name in written(tmp_path / "out") if "xulosa" in name]
    assert digests == [f"{BEFORE}-xod-002-xulosa.eml", f"{DUE}-xod-001-xulosa.eml"]


def test_where_no_digest_reaches_anybody_that_is_said(base: Scratch, tmp_path: Path) -> None:
    base.change("xod-001", "email:\n")
    answer = remind(base, "--out", str(tmp_path / "monday"), day=BEFORE)
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "nizom: xod-001 gets no digest: no e-mail address",
        "nizom: xod-005 gets no digest: no e-mail address",
    ]
    assert remind(base, "--out", str(tmp_path / "tuesday"), day="2026-07-14").err == ""


def test_two_runs_on_one_day_write_the_same_files(base: Scratch, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        remind(base, "--out", str(tmp_path / folder), day=BEFORE)
    first, second = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second != {}


def test_on_other_days_nobody_is_written_to(base: Scratch, tmp_path: Path) -> None:
    answer = remind(base, "--out", str(tmp_path / "out"), day="2026-07-15")
    assert (answer.code, answer.out, answer.err) == (0, "Nobody is to be reminded of anything on 15 July 2026\n", "")
    assert written(tmp_path / "out") == {}


def test_the_file_of_what_was_sent_makes_up_for_a_missed_day_once(base: Scratch, tmp_path: Path) -> None:
    sent = str(tmp_path / "sent.jsonl")
    for day, names in (
        ("2026-07-15", ["2026-07-15-xod-001-xulosa.eml", "2026-07-15-xod-003.eml"]),  # Monday's run did not take place
        ("2026-07-16", []),
        ("2026-07-18", ["2026-07-18-xod-003.eml"]),  # Friday's neither
        ("2026-07-19", []),
    ):
        remind(base, "--out", str(tmp_path / day), "--sent", sent, day=day)
        assert list(written(tmp_path / day)) == names
    assert "@agentlik" not in Path(sent).read_text("utf-8")


class TestSending:
    """Delivery to a real server on this machine."""

    @pytest.fixture
    def mailbox(self) -> Mailbox:
        return Mailbox()

    @pytest.fixture
    def server(self, base: Scratch, mailbox: Mailbox) -> Iterator[Mailbox]:
        with mail_server(mailbox):
            base.monkeypatch.setenv("NIZOM_SMTP", f"smtp://127.0.0.1:{mailbox.port}")
            yield mailbox

    def test_mails_arrive_and_are_not_sent_twice(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        sent = str(tmp_path / "sent.jsonl")
        answers = [remind(base, "--send", "--sent", sent, day=LATE) for _ in range(2)]
        assert [(answer.code, answer.out, answer.err) for answer in answers] == [
            (0, "2 mails for 28 July 2026\n", ""),
            (0, "Nobody is to be reminded of anything on 28 July 2026\n", ""),
        ]
        assert server.to == ["j.toshmatov@agentlik.example.uz", "a.rahimov@agentlik.example.uz"]
        assert "8 days late" in body(server.taken[0])

    def test_a_refused_address_stops_nobody_else_and_is_tried_again(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        server.refuses, sent = frozenset({"j.toshmatov@agentlik.example.uz"}), str(tmp_path / "sent.jsonl")
        answer = remind(base, "--send", "--sent", sent, day=LATE)
        assert (answer.code, answer.err) == (1, "nizom: The mail server does not take the mail to xod-003 (550)\n")
        server.refuses = frozenset()
        assert remind(base, "--send", "--sent", sent, day=LATE).code == 0
        assert server.to == ["a.rahimov@agentlik.example.uz", "j.toshmatov@agentlik.example.uz"]

    def test_half_a_run_is_resumed_where_it_stopped(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        server.closes_after, sent = 1, str(tmp_path / "sent.jsonl")
        answer = remind(base, "--send", "--sent", sent, day=LATE)
        assert (answer.code, answer.err) == (
            4,
            "nizom: 1 mail could not be sent: 127.0.0.1 closed the connection\n",
        )
        server.closes_after = None
        remind(base, "--send", "--sent", sent, day=LATE)
        assert server.to == ["j.toshmatov@agentlik.example.uz", "a.rahimov@agentlik.example.uz"]

    def test_a_line_cut_off_in_writing_costs_that_mail_only(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        sent = tmp_path / "sent.jsonl"
        remind(base, "--send", "--sent", str(sent), day=LATE)
        lines = sent.read_bytes().splitlines(keepends=True)
        sent.write_bytes(b"".join([*lines[:-1], lines[-1][:-9]]))
        assert remind(base, "--send", "--sent", str(sent), day=LATE).out == "1 mail for 28 July 2026\n"
        assert [json.loads(line)["person"] for line in sent.read_text("utf-8").splitlines()] == ["xod-003", "xod-003", "xod-001"]

    def test_a_server_that_takes_no_more_addresses_is_said_once(self, base: Scratch, server: Mailbox) -> None:
        server.hangs_up_on = "a.rahimov@agentlik.example.uz"
        answer = remind(base, "--send", day=DUE)
        assert (answer.code, answer.err) == (4, "nizom: 1 mail could not be sent: 127.0.0.1 closed the connection\n")
        assert server.to == ["j.toshmatov@agentlik.example.uz"]

    def test_two_runs_at_once_send_each_mail_once(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        command = (*NIZOM, "remind", "--send", "--sent", str(tmp_path / "sent.jsonl"), "--as-of", LATE, "--lang", "en")
        assert sorted(run.out for run in at_once([command, command], base.root)) == [
            "2 mails for 28 July 2026\n",
            "Nobody is to be reminded of anything on 28 July 2026\n",
        ]
        assert server.to == ["j.toshmatov@agentlik.example.uz", "a.rahimov@agentlik.example.uz"]

    def test_what_cannot_be_noted_is_not_sent(self, base: Scratch, server: Mailbox, tmp_path: Path) -> None:
        sent = tmp_path / "sent.jsonl"
        remind(base, "--send", "--sent", str(sent), day=LATE)
        first = "".join(sent.read_text("utf-8").splitlines(keepends=True)[:2])
        sent.unlink()
        server.taken.clear()
        run = subprocess.run(
            [*NIZOM, "remind", "--send", "--sent", str(sent), "--as-of", LATE, "--lang", "en"],
            cwd=base.root, capture_output=True, text=True, check=False, preexec_fn=partial(_limit_files, len(first) + 20),
        )  # fmt: skip
        assert (run.returncode, run.stderr) == (
            4,
            f"nizom: {sent} could not be written: the file would be larger than is allowed here\n",
        )
        assert server.to == ["j.toshmatov@agentlik.example.uz"]
        assert sent.read_text("utf-8") == first

    def test_a_password_goes_over_no_open_line(self, base: Scratch, server: Mailbox) -> None:
        base.monkeypatch.setenv("NIZOM_SMTP", f"smtp://nizom@127.0.0.1:{server.port}")
        base.monkeypatch.setenv("NIZOM_SMTP_PASSWORD", "s3cret")
        answer = remind(base, "--send", day=DUE)
        assert (answer.code, answer.err) == snapshot(
            (4, "nizom: 2 mails could not be sent: 127.0.0.1 offers no encryption, and a password is not sent without it\n")
        )
        assert server.taken == []

    def test_a_server_that_is_not_there_is_said(self, base: Scratch) -> None:
        base.monkeypatch.setenv("NIZOM_SMTP", f"smtp://127.0.0.1:{free_port()}")
        answer = remind(base, "--send", day=DUE)
        assert (answer.code, answer.err) == snapshot((4, "nizom: 2 mails could not be sent: 127.0.0.1 does not answer\n"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("encryption", ["starttls", "implicit"])
class TestSendingEncrypted:
    """Delivery to a server that takes mails over TLS only, and only from who has an account."""

    @pytest.fixture
    def server(self, base: Scratch, certificate: Path, encryption: Encryption) -> Iterator[Mailbox]:
        with mail_server(Mailbox(accounts={b"nizom@agentlik": b"s3cret"}), encryption, certificate) as mailbox:
            self._name(base, mailbox, encryption, "127.0.0.1")
            base.monkeypatch.setenv("NIZOM_SMTP_PASSWORD", "s3cret")
            base.monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            yield mailbox

    @staticmethod
    def _name(base: Scratch, mailbox: Mailbox, encryption: Encryption, host: str) -> None:
        scheme = "smtps" if encryption == "implicit" else "smtp"
        base.monkeypatch.setenv("NIZOM_SMTP", f"{scheme}://nizom%40agentlik@{host}:{mailbox.port}")

    def test_mails_arrive(self, base: Scratch, server: Mailbox) -> None:
        answer = remind(base, "--send", day=DUE)
        assert (answer.code, answer.out, answer.err) == (0, "2 mails for 20 July 2026\n", "")
        assert server.logins == [b"nizom@agentlik"]
        assert server.to == ["j.toshmatov@agentlik.example.uz", "a.rahimov@agentlik.example.uz"]

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, base: Scratch, server: Mailbox) -> None:
        base.monkeypatch.delenv("SSL_CERT_FILE")
        answer = remind(base, "--send", day=DUE)
        said = "nizom: 2 mails could not be sent: the certificate of 127.0.0.1 is not trusted here\n"
        assert (answer.code, answer.out, answer.err) == (4, "", said)
        assert (server.logins, server.taken) == ([], [])

    def test_a_certificate_of_another_server_is_refused(self, base: Scratch, server: Mailbox, encryption: Encryption) -> None:
        self._name(base, server, encryption, "localhost")
        answer = remind(base, "--send", day=DUE)
        said = "nizom: 2 mails could not be sent: the certificate of localhost is not trusted here\n"
        assert (answer.code, answer.out, answer.err) == (4, "", said)
        assert (server.logins, server.taken) == ([], [])

    def test_a_wrong_password_is_said_and_not_repeated(self, base: Scratch, server: Mailbox) -> None:
        base.monkeypatch.setenv("NIZOM_SMTP_PASSWORD", "0ther")
        answer = remind(base, "--send", day=DUE)
        said = "nizom: 2 mails could not be sent: 127.0.0.1 does not let nizom@agentlik in\n"
        assert (answer.code, answer.out, answer.err) == (4, "", said)
        assert server.taken == []


@pytest.mark.parametrize(
    ("variables", "arguments", "said"),
    [
        ({}, (), snapshot("nizom: Say what to do with the mails: --out FOLDER writes them, --send sends them\n")),
        (
            {"NIZOM_MAIL_FROM": ""},
            ("--out", "x"),
            snapshot("nizom: NIZOM_MAIL_FROM must say who the mails are from: Nizom <nizom@example.uz>\n"),
        ),
        (
            {"NIZOM_MAIL_FROM": "a@example.uz, b@example.uz"},
            ("--out", "x"),
            snapshot("nizom: NIZOM_MAIL_FROM must say who the mails are from: Nizom <nizom@example.uz>\n"),
        ),
        (
            {"NIZOM_MAIL_FROM": "a\nb@example.uz"},
            ("--out", "x"),
            snapshot("nizom: NIZOM_MAIL_FROM must say who the mails are from: Nizom <nizom@example.uz>\n"),
        ),
        (
            {"NIZOM_SMTP": ""},
            ("--send",),
            snapshot(
                "nizom: NIZOM_SMTP must name the mail server: smtp://nizom@mail.example.uz:587, or smtps:// for port 465; the password goes into NIZOM_SMTP_PASSWORD\n"
            ),
        ),
        (
            {"NIZOM_SMTP": "smtp://u:p@mail.example.uz"},
            ("--send",),
            snapshot(
                "nizom: NIZOM_SMTP must name the mail server: smtp://nizom@mail.example.uz:587, or smtps:// for port 465; the password goes into NIZOM_SMTP_PASSWORD\n"
            ),
        ),
        (
            {"NIZOM_SMTP": "https://mail.example.uz"},
            ("--send",),
            snapshot(
                "nizom: NIZOM_SMTP must name the mail server: smtp://nizom@mail.example.uz:587, or smtps:// for port 465; the password goes into NIZOM_SMTP_PASSWORD\n"
            ),
        ),
        (
            {"NIZOM_SMTP": "smtp://mail.example.uz:99999"},
            ("--send",),
            snapshot(
                "nizom: NIZOM_SMTP must name the mail server: smtp://nizom@mail.example.uz:587, or smtps:// for port 465; the password goes into NIZOM_SMTP_PASSWORD\n"
            ),
        ),
        (
            {},
            ("--out", "x", "--days", "soon"),
            snapshot(
                "nizom: Wrong use: argument --days: “soon” is not a number of days: write one from 0 to 366. “nizom remind --help” shows how\n"
            ),
        ),
    ],
)
def test_what_a_run_lacks_is_said(base: Scratch, variables: dict[str, str], arguments: tuple[str, ...], said: str) -> None:
    for name, value in variables.items():
        base.monkeypatch.setenv(name, value)
    answer = remind(base, *arguments, day=BEFORE)
    assert (answer.code, answer.out, answer.err) == (2, "", said)


def test_a_broken_file_of_what_was_sent_is_left_as_it_is(base: Scratch, tmp_path: Path) -> None:
    sent = tmp_path / "sent.jsonl"
    sent.write_text("nobody\n", "utf-8")
    answer = remind(base, "--out", str(tmp_path / "out"), "--sent", str(sent), day=BEFORE)
    assert (answer.code, answer.err) == (2, f"nizom: Line 1 of {sent} does not say who was reminded of what\n")
    assert sent.read_text("utf-8") == "nobody\n"
