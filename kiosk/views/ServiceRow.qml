import QtQuick
import Look

// One service: its letter, its name, how many are ahead and at which windows.
TouchTarget {
    id: service
    required property var row
    property bool tall: true
    readonly property bool isInverted: isDown || row.is_busy
    readonly property color words: !row.is_open ? Theme.ink2 : isInverted ? Theme.on_ink : Theme.ink
    readonly property color quiet: isInverted && row.is_open ? Theme.on_ink : Theme.ink2
    objectName: "service-" + row.id
    x: row.x; y: row.y; width: row.w; height: row.h
    isReady: row.is_open
    spoken: row.name
    face: row.is_busy ? Theme.ink : Theme.surface
    onTouched: screen.choose_service(row.id)

    Plate {
        id: letter
        visible: service.row.letter !== ""
        size: service.tall ? 96 : 76
        letter: service.tall ? 58 : 44
        text: service.row.letter
        fill: service.row.colour
        isFilled: service.row.is_open
        x: service.tall ? 28 : 20
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        anchors.left: letter.right; anchors.leftMargin: service.tall ? 28 : 22
        anchors.right: side.left; anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Name { width: parent.width; text: service.row.name; bracket: service.row.bracket; size: service.tall ? 42 : 30; smallest: service.tall ? 28 : 20; color: service.words }
        Words { width: parent.width; visible: text !== ""; text: service.row.second; size: service.tall ? 26 : 18; color: service.quiet; lines: 1.4; elide: Text.ElideRight }
    }
    Column {
        id: side
        anchors.right: parent.right; anchors.rightMargin: service.tall ? 36 : 26
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        width: Math.max(service.tall ? 210 : 160, state.implicitWidth, below.implicitWidth)
        CountedText {
            id: state
            anchors.right: parent.right
            parts: service.row.state
            size: parts.number !== "" ? (service.tall ? 30 : 21) : (service.tall ? 34 : 24)
            numberSize: service.tall ? 56 : 38
            bold: parts.number === ""
            color: service.words
        }
        Words { id: below; anchors.right: parent.right; visible: text !== ""; text: service.row.below; size: service.tall ? 26 : 19; color: service.quiet; lines: 1.3 }
    }
}
