"""`python -m validators` is the command `nizom`."""

from validators.cli.main import main

raise SystemExit(main())
