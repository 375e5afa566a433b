import QtQuick
import Look

// Hall and time, on every tall page; in their place what is being said, where the page itself has no room for it.
Item {
    id: header
    readonly property bool large: screen.view.is_large
    readonly property bool isSpeaking: screen.view.caption !== "" && screen.view.layout !== "Care"
    Image {
        id: logo
        visible: Theme.logo !== "" && status === Image.Ready && !header.isSpeaking
        source: Theme.logo === "" ? "" : "file://" + Theme.logo
        height: parent.height; width: Math.min(240, implicitWidth * height / Math.max(1, implicitHeight))
        fillMode: Image.PreserveAspectFit
    }
    Column {
        visible: !header.isSpeaking
        anchors.left: logo.visible ? logo.right : parent.left
        anchors.leftMargin: logo.visible ? 24 : 0
        anchors.right: clock.left
        anchors.rightMargin: 40
        anchors.verticalCenter: parent.verticalCenter
        Name { width: parent.width; text: Theme.header !== "" ? Theme.header : screen.view.hall.text; size: header.large ? 46 : 42; smallest: header.large ? 32 : 30; mostLines: 1 }
        Words { width: parent.width; visible: text !== ""; text: header.large || Theme.header !== "" ? "" : screen.view.hall.second; size: 26; color: Theme.ink2; elide: Text.ElideRight }
    }
    ClockText {
        id: clock
        visible: !header.isSpeaking
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        clock: ({ time: screen.view.clock.time, line: header.large ? "" : screen.view.clock.line })
        size: header.large ? 70 : 64; lineSize: 24
    }
    Caption {
        visible: header.isSpeaking
        objectName: visible ? "caption" : ""
        y: -16; width: parent.width; height: 132
        size: header.large ? 40 : 36; smallest: header.large ? 32 : 28
    }
}
