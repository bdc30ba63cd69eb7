"""A bot as if some questions were not there, for a self-test."""

from datetime import datetime

from xiaoer.service.composing.compose import compose
from xiaoer.service.deciding.customer import Customer
from xiaoer.service.deciding.desk import Desk
from xiaoer.service.reply.reply import Reply


class Without:
    """A bot to be asked as if some of its questions were not there; see `Bot.without`.

    A query that equals a question that is left is matched like any other. The weights of the
    words stay those of the whole corpus.
    """

    def __init__(self, desk: Desk, left_out: int) -> None:
        self._desk = desk
        self._left_out = left_out

    def ask(
        self,
        query: str,
        *,
        audience: str | None = None,
        channel: str | None = None,
        now: datetime | None = None,
    ) -> Reply:
        """The reply to one query; as `Bot.ask`."""
        customer = Customer(audience=audience, channel=channel, now=now)
        turn = self._desk.serve(self._desk.read(query), customer, self._left_out)
        return compose(self._desk, turn)
