"""`python -m validators` is the command `nizom`."""

from validators.command import main

raise SystemExit(main())
