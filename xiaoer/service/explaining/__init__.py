"""Why a reply is what it is, for developers and operators."""
