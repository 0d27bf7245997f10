"""The command line: typer commands, one file a group."""
