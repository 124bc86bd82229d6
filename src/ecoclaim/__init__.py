"""ecoclaim: the case ledger of an office that claims compensation for damage to the ecological environment."""

__version__ = "0.1.0"
