"""Which template a letter is made of, and what can be wrong with one (bad-input 72 to 83)."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.errors import Exit, JobnetError
from jobnet.rendering import limits
from jobnet.rendering.environment import Templates
from jobnet.rendering.rendering import render
from jobnet.rendering.templates import letter_template, templates_folder
from tests.rendering.a_context import a_letter, a_sample, template

if TYPE_CHECKING:
    from pathlib import Path


# Which one.


@pytest.mark.parametrize(
    ("mine", "situations", "expected"),
    [
        ((), (), "built-in update"),
        ((), ("outside", "friend"), "built-in update-friend"),
        ((), ("nosuch",), "built-in update"),
        (("update",), (), "my update"),
        (("update",), ("friend",), "built-in update-friend"),
        (("update", "update-friend"), ("friend",), "my update-friend"),
        (("update-outside", "update"), ("outside", "friend"), "my update-outside"),
        (("update-friend",), ("friend", "outside"), "my update-friend"),
    ],
)
def test_the_first_situation_with_a_file_counts_and_mine_goes_before_the_built_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: tuple[str, ...], situations: tuple[str, ...], expected: str
) -> None:
    for kind, names in (("built-in", ("update", "update-friend")), ("my", mine)):
        (tmp_path / kind / "en").mkdir(parents=True)
        for name in names:
            (tmp_path / kind / "en" / f"{name}.md.j2").write_text(f"Subject: x\n\n{kind} {name}")
    monkeypatch.setattr("jobnet.rendering.templates.templates_folder", lambda: tmp_path / "built-in")
    letter = render(a_sample(situations=situations), Templates(user_folder=tmp_path / "my"))
    assert (letter.text, letter.built_in) == (expected, expected.startswith("built-in"))


def test_a_document_without_a_template_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(JobnetError) as refused:
        letter_template("nosuch", ("friend",), "en", None, tmp_path)
    assert refused.value.exit_code is Exit.NO_INPUT
    assert str(tmp_path / "en" / "nosuch-friend.md.j2") in str(refused.value)
    assert str(templates_folder() / "en" / "nosuch.md.j2") in str(refused.value)


# What can be wrong.


def refusal(sample_template: Path, **changes: Any) -> tuple[Exit, str]:
    with pytest.raises(JobnetError) as refused:
        a_letter(a_sample(**changes), sample_template)
    return refused.value.exit_code, str(refused.value).replace(str(sample_template.parent), "T")


OLD = "is of the old kind of template: a template is now the letter with its blanks."
SEE = "See docs/templates.md. To start again, delete the file and copy it anew."
BLANK = "A blank is two braces, a name, two braces: `{{ greeting }}`; quotes are straight."
TAGS = "Known are `if`, `elif`, `else`, `endif`, `for`, `endfor` and `include`."
OWN = "Words of your own need no braces; docs/templates.md names the blanks."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% if %}", f"T/own.md.j2:3:1: Expected an expression, got 'end of statement block'. {BLANK}"),
        ("{% if %}\nx\n{% endif %}", f"T/own.md.j2:3:1: Expected an expression, got 'end of statement block'. {BLANK}"),
        ("  {% for x in -%}\nx", f"T/own.md.j2:3:1: Expected an expression, got 'end of statement block'. {BLANK}"),
        ("{% if cv %}\n{% if cv -%}\n{# why -#}\n{{ greting }}\n{% endif %}\n{% endif %}",
         "T/own.md.j2:6:1: there is no blank `greting` in this letter; did you mean `greeting`? (for Ted Alder)"),
        ("\n{{ x | nofilter }}", "T/own.md.j2:4:1: there is no filter `nofilter`. docs/templates.md names them."),
        ("{{ cv | dayy }}",
         "T/own.md.j2:3:1: there is no filter `dayy`; did you mean `day`? docs/templates.md names them."),
        ("{% nosuch %}", f"T/own.md.j2:3:1: `{{% nosuch … %}}` is not known in a template. {TAGS}"),
        ("{% if cv %}\nx", "T/own.md.j2:4:1: `{% if … %}` is not closed. Put `{% endif %}` where it ends, on a line of its own."),
        ("{% if cv %}\n{% for x in companies %}\nx\n{% endif %}",
         "T/own.md.j2:6:1: `{% for … %}` is not closed. Put `{% endfor %}` where it ends, on a line of its own."),
        ("x\n{% endif %}",
         "T/own.md.j2:4:1: `{% endif %}` has no `{% if … %}` above it. Take it out, or put that back."),
        ("{{ greeting }", f"T/own.md.j2:3:1: unexpected '}}'. {BLANK}"),
        ("{{ dog }}", f"T/own.md.j2:3:1: there is no blank `dog` in this letter. {OWN} (for Ted Alder)"),
        ("{% include '_signture.md.j2' %}", "did you mean `_signature.md.j2`? (for Ted Alder)"),
        ("{{ greting }}", "T/own.md.j2:3:1: there is no blank `greting` in this letter; did you mean `greeting`? (for Ted Alder)"),
        ("{{ greting | day }}", "T/own.md.j2:3:1: there is no blank `greting` in this letter; did you mean `greeting`? (for Ted Alder)"),
        ("\n{{ seeker.name }}", "T/own.md.j2:4:1: there is no blank `seeker` in this letter; did you mean `seeker_name`? (for Ted Alder)"),
        ("\n{{ met.yaer }}", "T/own.md.j2:4:1: there is no `yaer` here; did you mean `year`? (for Ted Alder)"),
        ("{# one\ntwo #}\n{% if cv %}\n{{ nothing }}\n{% endif %}",
         "T/own.md.j2:6:1: this field is empty. Put `{% if … %}` around it. (for Ted Alder)"),
        ("{{ nothing | day }}", "T/own.md.j2:3:1: a date is missing here. (for Ted Alder)"),
        ("{{ cv | number }}", "T/own.md.j2:3:1: this is neither a number nor a list. (for Ted Alder)"),
        (
            "{{ companies }}",
            "T/own.md.j2:3:1: this is no text but tuple. Take one of its fields, or use `| listing`. (for Ted Alder)",
        ),
        (
            "{{ ''.__class__ }}",
            "T/own.md.j2:3:1: not allowed in templates: access to attribute '__class__' of 'str' object is unsafe.",
        ),
        (
            "{{ '{0.__class__}'.format(1) }}",
            "T/own.md.j2:3:1: not allowed in templates: access to attribute '__class__' of 'int' object is unsafe.",
        ),
        ("{{ met.update({'name': 'x'}) }}", "T/own.md.j2:3:1: there is no `update` here. (for Ted Alder)"),
        ("{{ 'x' * 500000000 }}", "T/own.md.j2:3:1: `*` would make something too large. (for Ted Alder)"),
        ("{{ '%9999999d' % 1 }}", "T/own.md.j2:3:1: `%` does not format text here. Use `~` to join. (for Ted Alder)"),
        ("{% include 'own.md.j2' %}", "T/own.md.j2:3:1: calls itself without end (recursion). (for Ted Alder)"),
        ("{{ 1 // 0 }}", "T/own.md.j2:3:1: ZeroDivisionError: integer division or modulo by zero. (for Ted Alder)"),
        ("\n{% set x = 1 %}", f"T/own.md.j2:4:1: `set` {OLD} {SEE}"),
        ("{%- macro f() %}{% endmacro %}", f"T/own.md.j2:3:1: `macro` {OLD} {SEE}"),
        ("{% filter once %}x{% endfilter %}", f"T/own.md.j2:3:1: `filter` {OLD} {SEE}"),
        ("{% from '_words.md.j2' import x %}", f"T/own.md.j2:3:1: `from` {OLD} {SEE}"),
    ],
)  # fmt: skip
def test_template_mistake_is_told_with_its_line(tmp_path: Path, body: str, said: str) -> None:
    code, told = refusal(template(tmp_path, body))
    assert (code, told.endswith(said)) == (Exit.REFUSED, True), told


def test_a_mistake_in_what_is_included_is_told_with_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "_part.md.j2").write_text("\n{{ nosuch }}")
    said = refusal(template(tmp_path, "\n\n{% include '_part.md.j2' %}"))[1]
    assert said == f"T/_part.md.j2:2:1: there is no blank `nosuch` in this letter. {OWN} (for Ted Alder)"


FIRST = "T/own.md.j2:1:1: the first line must be `Subject: …`. Then an empty line, then the body."
ONLY = "One line `Subject: …`, an empty line, then the body."


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ("", FIRST),
        ("Hello\n\nx", FIRST),
        ("{{ 'Subject: x' }}\n\nx", FIRST),
        ("Subject: {{ '' }}\n\nx", "T/own.md.j2:1:1: the subject of the letter for Ted Alder is empty."),
        ("Subject:\n\nx", "T/own.md.j2:1:1: the subject of the letter for Ted Alder is empty."),
        ("Subject: x\n\n{{ '' }}\n", "T/own.md.j2:1:1: the body of the letter for Ted Alder is empty."),
        ("Subject: x\nBcc: v@example.com\n\nx",
         f"T/own.md.j2:1:1: a template may set the subject only, not `Bcc`. {ONLY}"),
        ("Subject: x\nDear Ted,\n", f"T/own.md.j2:1:1: no empty line after the subject. {ONLY}"),
    ],
)  # fmt: skip
def test_template_without_subject_or_body_is_refused(tmp_path: Path, whole: str, said: str) -> None:
    assert refusal(template(tmp_path, whole, head="")) == (Exit.REFUSED, said)


def test_a_subject_may_be_chosen_on_lines_of_its_own(tmp_path: Path) -> None:
    head = "Subject:\n{% if nothing %}\nOne\n{% else %}\nTwo\n{% endif %}\n\n"
    assert a_letter(template=template(tmp_path, "x", head)).subject == "Two"


def test_byte_order_mark_of_a_template_is_no_text(tmp_path: Path) -> None:
    assert a_letter(template=template(tmp_path, "x", head="\ufeffSubject: A word\n\n")).subject == "A word"


def test_template_with_a_sign_that_cannot_be_seen_is_refused_at_its_line(tmp_path: Path) -> None:
    for sign, said in (("\x02", "control character \\x02"), ("\x1f", "control character \\x1f"), ("\ufdd0", "U+FDD0")):
        code, refused = refusal(template(tmp_path, f"a{sign}0\x03b {{{{ cv }}}}"))
        assert (code, ":3:1: a " in refused, said in refused) == (Exit.REFUSED, True, True), refused


def test_missing_folder_or_foreign_template(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.md.j2")[0] is Exit.NO_INPUT
    assert refusal(tmp_path / "brief.md.j2")[0] is Exit.NO_INPUT  # and not the built-in one of that name
    assert refusal(tmp_path)[0] is Exit.NO_INPUT
    (tmp_path / "latin.md.j2").write_bytes(b"Subject: x\n\n\xe9")
    assert refusal(tmp_path / "latin.md.j2") == (
        Exit.REFUSED,
        "T/latin.md.j2:1:1: not UTF-8 text (byte 12). Save it as UTF-8.",
    )


def test_a_template_saved_by_a_word_processor_is_told_how_to_save_it(tmp_path: Path) -> None:
    code, said = refusal(template(tmp_path, "x", head="{\\rtf1\\ansi Subject: x\n\n"))
    assert code is Exit.REFUSED
    assert "T/own.md.j2:1:1: this is a word processor's file, not plain text. Save it as plain text" in said


def test_include_stays_inside_the_template_folders(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "part.md.j2").write_text("a part")
    assert a_letter(template=template(folder, "{% include 'part.md.j2' %}")).text == "a part"
    for name in ("../secret", "x/../../secret", str(tmp_path / "secret")):
        code, said = refusal(template(folder, f"{{% include '{name}' %}}"))
        assert code is Exit.REFUSED
        assert said.startswith(f"T/own.md.j2:3:1: there is no template '{name}' in T, ".replace(str(folder), "T"))


def test_a_link_out_of_the_template_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "t" / "en"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (folder / "part.md.j2").symlink_to(tmp_path / "secret")
    code, said = refusal(template(folder, "\n{% include 'part.md.j2' %}"))
    assert code is Exit.REFUSED
    assert said == (
        "T/own.md.j2:4:1: T/part.md.j2 is a link that leads out of the template folder. "
        "Put the file itself into the folder. (for Ted Alder)"
    )
    (folder / "update.md.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(JobnetError, match="leads out of the template folder"):
        render(a_sample(), Templates(user_folder=folder.parent))


def test_a_link_within_the_folder_and_a_linked_folder_are_fine(tmp_path: Path) -> None:
    real = tmp_path / "real"
    (real / "en").mkdir(parents=True)
    template(real / "en", "x")
    (real / "en" / "update.md.j2").symlink_to("own.md.j2")
    (tmp_path / "linked").symlink_to(real)
    assert render(a_sample(), Templates(user_folder=tmp_path / "linked")).text == "x"


def test_template_that_takes_too_long_or_writes_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}@{% endfor %}{% endfor %}"
    endless = template(tmp_path, loop.replace("@", "text"))
    assert refusal(endless)[1].endswith("writes more than 1 MiB. Is there a loop too many? (for Ted Alder)")
    (tmp_path / "q").mkdir()
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    quiet = template(tmp_path / "q", loop.replace("@", ""))
    assert refusal(quiet)[1].endswith("takes more than 0.2 seconds. Is there a loop too many? (for Ted Alder)")


@pytest.mark.skipif(sys.platform != "linux", reason="the system's timers")
def test_what_never_comes_back_to_python_is_ended_by_the_system() -> None:
    code = (
        "from jobnet.rendering import limits\nlimits.SECONDS = 0.1\nnested = ()\n"
        "for _ in range(50): nested = nested, nested\n"
        "list(limits.within_limits(lambda: (str(hash(nested)),)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)

    assert done.returncode == -signal.SIGPROF
