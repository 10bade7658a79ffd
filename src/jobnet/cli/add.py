"""`jobnet add`: a contact, company, news, referral or touch, by options or asked one by one."""

from __future__ import annotations

import typer

from jobnet.cli.add_company import add_company
from jobnet.cli.add_contact import add_contact
from jobnet.cli.add_news import add_news
from jobnet.cli.add_referral import add_referral
from jobnet.cli.add_touch import add_touch

add = typer.Typer(name="add", help="Add a record to the profile.", no_args_is_help=True, add_completion=False)
add.command("contact")(add_contact)
add.command("company")(add_company)
add.command("news")(add_news)
add.command("referral")(add_referral)
add.command("touch")(add_touch)
