import QtQuick
import Look

// One thing to choose: a whole row with a plate and a state, or a small field with its words in the middle. Large, the
// state stands under the name, which gets the whole width.
TouchTarget {
    id: choice
    required property var row
    property bool tall: true
    property bool large: false
    readonly property color words: !row.is_open ? Theme.ink2 : isDown ? Theme.on_ink : Theme.ink
    readonly property color quiet: isDown && row.is_open ? Theme.on_ink : Theme.ink2
    objectName: row.id
    x: row.x; y: row.y; width: row.w; height: row.h
    isReady: row.is_open
    readonly property string what: row.id
    onWhatChanged: renew()
    spoken: row.name
    borderColor: row.is_chosen ? Theme.ink : Theme.edge
    borderWidth: row.is_chosen ? Theme.selected_border : Theme.border
    onTouched: screen.press(row.id)

    Column {
        visible: choice.row.is_small
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -3
        width: parent.width - 24
        Words { width: parent.width; text: choice.row.is_small ? choice.row.name : ""; size: choice.tall ? (choice.large ? 66 : 50) : choice.large ? 46 : 36; bold: true; color: choice.words; horizontalAlignment: Text.AlignHCenter; lines: 1.1 }
        Words { width: parent.width; text: choice.row.is_small ? choice.row.state : ""; size: choice.tall ? (choice.large ? 34 : 26) : choice.large ? 25 : 19; color: choice.quiet; horizontalAlignment: Text.AlignHCenter; fontSizeMode: Text.HorizontalFit; minimumPixelSize: choice.tall ? (choice.large ? 32 : 22) : choice.large ? 22 : 16 }
    }
    Plate {
        id: plate
        visible: !choice.row.is_small && choice.row.mark !== ""
        size: choice.tall ? (choice.large ? 124 : 96) : choice.large ? 96 : 76
        letter: choice.tall ? (choice.large ? 76 : 58) : choice.large ? 58 : 44
        text: choice.row.mark
        fill: choice.row.colour
        isFilled: choice.row.is_open
        x: choice.tall ? 28 : 20
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        visible: !choice.row.is_small
        anchors.left: plate.visible ? plate.right : parent.left; anchors.leftMargin: choice.tall ? 28 : 22
        anchors.right: side.left; anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -3
        Name { width: parent.width; text: choice.row.is_small ? "" : choice.row.name; bracket: choice.row.bracket; size: choice.tall ? (choice.large ? 56 : 42) : choice.large ? 42 : 30; smallest: choice.tall ? (choice.large ? 44 : 28) : choice.large ? 34 : 20; color: choice.words }
        Words { width: parent.width; visible: text !== ""; text: choice.row.is_small ? "" : choice.row.second; size: choice.tall ? 26 : 18; color: choice.quiet; lines: 1.4; elide: Text.ElideRight }
        Words {
            width: parent.width; visible: text !== ""
            text: choice.large && !choice.row.is_small ? [choice.row.state, choice.row.below].filter(each => each !== "").join(" · ") : ""
            size: choice.tall ? 36 : 26; color: choice.quiet; lines: 1.3; fontSizeMode: Text.HorizontalFit; minimumPixelSize: choice.tall ? 32 : 22; elide: Text.ElideRight
        }
    }
    Column {
        id: side
        visible: !choice.row.is_small && !choice.large
        anchors.right: tick.visible ? tick.left : parent.right; anchors.rightMargin: choice.tall ? 32 : 24
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        width: visible ? Math.max(state.implicitWidth, below.implicitWidth) : 0
        Words { id: state; anchors.right: parent.right; visible: text !== ""; text: choice.row.is_small ? "" : choice.row.state; size: choice.tall ? 34 : 24; bold: true; color: choice.words; lines: 1.3 }
        Words { id: below; anchors.right: parent.right; visible: text !== ""; text: choice.row.is_small ? "" : choice.row.below; size: choice.tall ? 26 : 18; color: choice.quiet; lines: 1.3 }
    }
    // A box to tick.
    Rectangle {
        id: tick
        visible: choice.row.can_tick
        anchors.right: parent.right; anchors.rightMargin: choice.tall ? 32 : 24
        anchors.verticalCenter: parent.verticalCenter
        width: choice.tall ? 72 : 54; height: width
        radius: Theme.plate_radius
        color: choice.row.is_chosen ? Theme.ink : "transparent"
        border.width: Theme.quiet_border
        border.color: choice.isDown ? Theme.on_ink : choice.row.is_open ? Theme.ink : Theme.edge
        Icon { visible: choice.row.is_chosen; anchors.centerIn: parent; name: "check"; size: parent.width * 0.72; color: Theme.on_ink }
    }
}
