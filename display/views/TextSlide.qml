import QtQuick
import Look

// A text of the playlist, large.
Item {
    id: slide
    readonly property var playing: screen.view.playing
    readonly property real share: Math.max(0.5, Math.min(1, width / 1400))
    Column {
        anchors.centerIn: parent
        width: parent.width - 128 * slide.share
        spacing: 32 * slide.share
        Words {
            objectName: "slideTitle"
            visible: text !== ""
            width: parent.width
            text: slide.playing.title
            size: 84 * slide.share; bold: true; lines: 1.2; color: Theme.white
            wrapMode: Text.Wrap
        }
        Words {
            objectName: "slideText"
            visible: text !== ""
            width: parent.width
            text: slide.playing.text
            size: 60 * slide.share; lines: 1.5; color: slide.playing.title === "" ? Theme.white : Theme.ash
            wrapMode: Text.Wrap
        }
    }
}
