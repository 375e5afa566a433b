import QtQuick
import Look

// Why nothing can be done now: the hall is away, or this box is not let in.
StaleBanner {
    objectName: "trouble"
    text: screen.view.trouble
    second: screen.view.trouble_hint
    size: 17; secondSize: 14; iconSize: 28; inset: 10
    border.width: 0; color: Theme.paper
}
