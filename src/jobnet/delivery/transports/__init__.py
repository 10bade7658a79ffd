"""The ways out: SMTP, a sendmail program, a Maildir, a folder of files, and the Drafts folder of an IMAP account."""
