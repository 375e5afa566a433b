import QtQuick
import Look

// One of a few, the chosen one black.
TouchTarget {
    id: chip
    property string text
    property bool isChosen: false
    property real size: 18
    property string icon
    readonly property color words: !isReady ? Theme.ink2 : isChosen !== isDown ? Theme.on_ink : Theme.ink
    spoken: text
    radius: Theme.plate_radius
    face: isChosen ? Theme.ink : Theme.surface
    faceDown: isChosen ? Theme.paper : Theme.ink
    borderColor: isChosen ? Theme.ink : Theme.edge
    z: activeFocus ? 1 : 0
    Name {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: chip.icon === "" ? 0 : 12
        anchors.verticalCenterOffset: -Theme.lift * chip.size
        width: Math.min(implicitWidth, parent.width - 8 - (chip.icon === "" ? 0 : 26))
        text: chip.text; size: chip.size; smallest: 14; bold: chip.isChosen; mostLines: chip.icon === "" ? 2 : 1; color: chip.words; align: Text.AlignHCenter
    }
    Icon { visible: chip.icon !== ""; name: chip.icon; size: 20; x: 6; anchors.verticalCenter: parent.verticalCenter; color: chip.words }
}
