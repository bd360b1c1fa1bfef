"""Reading an application: text, budget, attachments; shared by the reviewer and the official."""
