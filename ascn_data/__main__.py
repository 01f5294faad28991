"""Run the command line: `python -m ascn_data --help`."""

from ascn_data.cli import main

main(prog_name="python -m ascn_data")
