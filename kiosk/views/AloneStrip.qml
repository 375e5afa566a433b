import QtQuick
import Look

// The strip of a kiosk that is alone: between the header and the page, in both languages, on every page where one takes a number.
Rectangle {
    objectName: "strip"
    visible: screen.view.strip.text !== ""
    color: Theme.closed
    Row {
        anchors.centerIn: parent
        spacing: 16
        Icon { anchors.verticalCenter: parent.verticalCenter; name: "clock"; size: 30; color: Theme.ink }
        Words { anchors.verticalCenter: parent.verticalCenter; text: screen.view.strip.text; size: 28; bold: true; color: Theme.ink }
        Words { anchors.verticalCenter: parent.verticalCenter; text: screen.view.strip.second; size: 20; color: Theme.ink2 }
    }
}
