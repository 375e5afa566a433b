import QtQuick
import Look

// The strip of a kiosk that is alone: between the header and the page, in both languages, on every page where one takes a number.
Rectangle {
    objectName: "strip"
    visible: screen.view.strip.text !== ""
    color: Theme.closed
    Row {
        x: 60; anchors.verticalCenter: parent.verticalCenter
        spacing: 14
        Icon { anchors.verticalCenter: parent.verticalCenter; name: "clock"; size: 28; color: Theme.ink }
        Words { anchors.verticalCenter: parent.verticalCenter; text: screen.view.strip.text; size: 26; bold: true; color: Theme.ink }
        Words { anchors.verticalCenter: parent.verticalCenter; text: screen.view.strip.second; size: 18; color: Theme.ink2 }
    }
}
