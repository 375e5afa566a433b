import QtQuick

// What is old is said to be old: a frame with a clock, words and a second line, red on light and coral on night.
Rectangle {
    id: banner
    property string text
    property string second
    property string icon: "clock"
    property real size: 30
    property real secondSize: 22
    property real iconSize: size * 1.6
    property real inset: Math.round(size * 0.8)
    readonly property bool isNight: Theme.ground === "dark"

    color: Theme.surface
    border.width: Theme.quiet_border
    border.color: Theme.red
    radius: isNight ? 0 : Theme.radius
    implicitHeight: words.implicitHeight + inset

    Icon {
        id: sign
        name: banner.icon
        size: banner.iconSize
        color: Theme.red
        anchors.left: parent.left
        anchors.leftMargin: banner.inset
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: banner.inset
        anchors.right: parent.right
        anchors.rightMargin: banner.inset
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * banner.size
        Words {
            width: parent.width
            text: banner.text; size: banner.size; bold: true; lines: 1.2
            color: banner.isNight ? Theme.white : Theme.red
            wrapMode: Text.Wrap
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: banner.second; size: banner.secondSize; color: Theme.ink2; lines: 1.3
            wrapMode: Text.Wrap
        }
    }
}
