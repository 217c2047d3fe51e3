"""Backups: one encrypted file that holds the database and the data folder, and the way back.

`contents` says what belongs in one, `sqlite` and `postgres` copy a database while it is in use and
put it back, `envelope` is the encrypted file, `take` and `restore` do the work of the commands,
`rotation` says which backups are kept.
"""
