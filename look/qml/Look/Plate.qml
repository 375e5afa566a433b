import QtQuick

// A letter plate: the series' letter in its zone's colour, or only a border where it is closed or on a board.
Rectangle {
    id: plate
    property string text
    property real size: 96
    property real letter: 56
    property bool isFilled: true
    property color fill: Theme.zones[0]
    property color frame: Theme.edge
    property color wordsColor: isFilled ? Theme.white : Theme.ink2
    width: size
    height: size
    radius: Theme.plate_radius
    color: isFilled ? fill : "transparent"
    border.width: isFilled ? 0 : Theme.border
    border.color: frame
    NumberText {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.lift * size
        text: plate.text
        wanted: plate.letter
        room: plate.width - 8
        color: plate.wordsColor
    }
}
