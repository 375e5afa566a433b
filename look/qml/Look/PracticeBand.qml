import QtQuick

// 练习 · Practice along the upper edge, said often enough that no part of the screen is without it; plain, unlike any header.
Rectangle {
    id: band
    objectName: "practice"
    color: Theme.surface
    z: 1000
    clip: true
    readonly property real size: Math.max(14, Math.round(height * 0.56))
    Row {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * band.size
        spacing: band.size * 3
        Repeater {
            model: Math.max(1, Math.floor(band.width / (band.size * 12)))
            delegate: Words {
                text: Texts.say("look.practice") + "  " + Texts.other("look.practice")
                size: band.size; bold: true; color: Theme.ink; lines: 1.2
            }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 3; color: Theme.ink }
}
