import QtQuick
import Look

// How many wait, by series; which windows are paused; the way to the other hall.
Item {
    id: side
    property bool tall
    property bool isOld
    readonly property int columnWidth: tall ? 480 : 528
    readonly property int rowHeight: tall ? 66 : 84
    readonly property int from_x: tall ? 48 : 1344
    readonly property int from_y: tall ? 1406 : isOld ? 372 : 176

    Words {
        id: heading
        visible: !side.isOld || side.tall
        x: side.from_x
        y: side.tall ? 1358 : 128
        text: Texts.say("board.waiting")
        size: side.tall ? 30 : 28; lines: 1.2; color: Theme.ash
    }
    Words {
        visible: heading.visible
        anchors.left: heading.right
        anchors.leftMargin: 10
        anchors.baseline: heading.baseline
        text: Texts.other("board.waiting")
        size: side.tall ? 26 : 24; color: Theme.ash
    }
    Words {
        visible: heading.visible && text !== ""
        anchors.right: parent.left
        anchors.rightMargin: -(side.from_x + (side.tall ? 984 : side.columnWidth))
        anchors.baseline: heading.baseline
        text: screen.view.waiting_page
        size: 26; color: Theme.ash
    }
    Repeater {
        model: screen.view.waiting
        delegate: WaitingLine {
            required property var row
            required property int index
            readonly property int place: side.tall ? index % 4 : index
            waiting: row
            tall: side.tall
            isOld: side.isOld
            isFirst: place === 0
            x: side.from_x + (side.tall && index > 3 ? 504 : 0)
            y: side.from_y + place * side.rowHeight
            width: side.columnWidth
            height: side.rowHeight
        }
    }
    Item {
        visible: screen.view.paused !== ""
        x: side.tall ? 552 : side.from_x
        y: side.tall ? side.from_y + 3 * side.rowHeight : 776
        width: side.columnWidth
        height: side.tall ? side.rowHeight : 70
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "pause"; size: 54; color: Theme.ash
        }
        Name {
            objectName: "paused"
            x: side.tall ? 66 : 79
            width: parent.width - x
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lift * size
            text: screen.view.paused
            size: side.tall ? 36 : 40; smallest: 28; mostLines: 1
            bold: false; color: Theme.white
        }
        Line { visible: side.tall; width: parent.width; anchors.bottom: parent.bottom }
    }
    OtherHall {
        visible: !side.isOld && screen.view.other.name !== ""
        tall: side.tall
        x: side.from_x
        y: side.tall ? 1694 : 858
        width: side.tall ? 984 : 528
        height: side.tall ? 80 : 92
    }
}
