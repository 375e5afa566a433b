"""What staff must see now, over HTTP, in words; and who looks after it."""

from fastapi import APIRouter, Request, Response

from config.texts import texts
from hall.access.views import alarms_for, view_of
from hall.api import bodies, shapes
from hall.api.asked import language_asked
from hall.api.house import House, carried_out, known, shown
from hall.api.under import under
from link.messages import commands as c
from link.messages.codec import encode
from link.state import Alarm


def alarms(house: House) -> APIRouter:
    """The route `/alarms`."""
    router = under("", "state")

    @router.get("/alarms", responses={200: {"model": shapes.AlarmsShown}})
    async def get_alarms(request: Request) -> Response:
        """Every alarm that lasts, the latest first, with its sentence in the language asked for."""
        language = language_asked(request.scope["headers"])
        seen = alarms_for(view_of(known(request).role), house.state)
        raised = sorted(seen.values(), key=lambda each: each.at, reverse=True)
        return shown(
            house, {"seq": house.state.seq, "alarms": [alarm_value(each, language) for each in raised]}
        )

    @router.post("/alarms/acknowledge", responses={200: {"model": shapes.Done}})
    async def acknowledge_alarm(request: Request, body: bodies.AcknowledgeBody) -> Response:
        """Somebody looks after an alarm, or after what a box told of itself; it lasts until it is over."""
        command = c.AcknowledgeAlarm(alarm=body.alarm, about=body.about)
        return await carried_out(house, request, command, body)

    return router


def alarm_value(alarm: Alarm, language: str) -> dict[str, object]:
    """An alarm with its sentence; one of a kind without words is told by its name. One that would name boxes and knows
    none has a sentence of its own."""
    catalogue = texts(language)
    key = f"alarm.{alarm.alarm}" + (".nobody" if alarm.fields.get("boxes") == "" else "")
    text = catalogue.say(key, **alarm.fields) if catalogue.has(key) else alarm.alarm
    return {
        "alarm": alarm.alarm,
        "about": alarm.about,
        "at": encode(alarm.at),
        "fields": dict(alarm.fields),
        "text": text,
        "acknowledged_at": encode(alarm.acknowledged_at),
    }
