"""The pages of a ledger, served: read-only unless asked otherwise, on the loopback by default."""
