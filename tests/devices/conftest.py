"""A busy machine is slow for a while: no example of a property has to be quick, and none is too slow to be made."""

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
