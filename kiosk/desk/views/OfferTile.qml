import QtQuick
import Look

// A department or a service to give a ticket for: its letter, its name, how many wait or why not.
TouchTarget {
    id: tile
    property var given: ({})
    property int place: 0
    readonly property color words: !given.is_open ? Theme.ink2 : isDown ? Theme.on_ink : Theme.ink
    objectName: "tile" + place
    z: activeFocus ? 1 : 0
    spoken: given.name
    face: given.is_open ? Theme.surface : Theme.closed
    borderColor: given.is_chosen || given.is_pointed ? Theme.ink : given.is_open ? Theme.edge : Theme.closed
    borderWidth: given.is_chosen ? Theme.selected_border : given.is_pointed ? Theme.quiet_border : Theme.border
    onTouched: screen.tile(place)

    Icon {
        visible: tile.given.kind === "back"
        name: "back"; size: 28; color: tile.words
        x: 16; anchors.verticalCenter: parent.verticalCenter
    }
    Plate {
        id: plate
        visible: tile.given.kind !== "back"
        x: 10; anchors.verticalCenter: parent.verticalCenter
        size: 40; letter: 24
        text: tile.given.mark || ""
        isFilled: tile.given.is_open
        fill: tile.given.colour || Theme.zones[0]
    }
    Column {
        anchors.left: parent.left; anchors.leftMargin: 60
        anchors.right: parent.right; anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        Name { width: parent.width; text: tile.given.name || ""; size: Texts.language === "en" ? 16 : 18; smallest: 14; mostLines: 2; color: tile.words }
        Words {
            visible: text !== ""
            width: parent.width; elide: Text.ElideRight
            text: tile.given.second || ""; size: 15; lines: 1.2
            color: tile.isDown ? Theme.on_ink2 : Theme.ink2
        }
    }
}
