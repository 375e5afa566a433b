import QtQuick
import Look

// The hall is not reachable: a frame that says how old all this is.
StaleBanner {
    readonly property bool isTall: height > 220
    color: Theme.night
    text: screen.view.title.text
    second: screen.view.details.join(isTall ? "\n" : "   ")
    size: isTall ? 60 : 66
    secondSize: isTall ? 30 : 34
    iconSize: 96
    inset: 48
}
