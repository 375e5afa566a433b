import QtQuick
import Look

// Why nothing can be done now: the hall is away, or this box is not let in.
StaleBanner {
    objectName: "trouble"
    text: screen.view.trouble
    second: screen.view.trouble_hint
    size: 22; secondSize: 16
}
