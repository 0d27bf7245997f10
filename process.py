"""The script the office runs: takes the workbooks in inbox/ and puts the results into outbox/."""

from govscore.__main__ import main

main()
