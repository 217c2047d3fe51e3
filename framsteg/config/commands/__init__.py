"""The commands of `framsteg`, one line each: name and module.

A module holds either `app` (a typer app with subcommands) or `command` (a function) and `HELP`.
Modules import typer and `framsteg.config.words` at the top, and Django or anything heavy inside
their functions after `ready()`, so that help comes at once.
"""

COMMANDS = {
    "serve": "framsteg.config.commands.serve",
    "worker": "framsteg.config.commands.worker",
    "migrate": "framsteg.config.commands.migrate",
    "doctor": "framsteg.config.commands.doctor",
    "blueprint": "framsteg.config.commands.blueprint",
    "demo": "framsteg.config.commands.demo",
    "programme": "framsteg.config.commands.programme",
    "audit": "framsteg.config.commands.audit",
    "backup": "framsteg.config.commands.backup",
    "restore": "framsteg.config.commands.restore",
    "evaluate": "framsteg.config.commands.evaluate",
    "report": "framsteg.config.commands.report",
    "export": "framsteg.config.commands.export",
    "synth": "framsteg.config.commands.synth",
    "jobs": "framsteg.config.commands.jobs",
    "taxonomy": "framsteg.config.commands.taxonomy",
    "instrument": "framsteg.config.commands.instrument",
    "import": "framsteg.config.commands.import_",
    "user": "framsteg.config.commands.user",
    "version": "framsteg.config.commands.version",
}
