"""The part `jiaohao uninstall`."""

from jiaohao.install.command import uninstall as app

__all__ = ["app"]
