import QtQuick
import Look

// One series: its letters on a plate, its name, how many wait.
Item {
    id: line
    property var waiting: ({ prefix: "", name: "", count: "", unit: "" })
    readonly property bool tall: height < 76
    property bool isOld
    property bool isFirst
    readonly property color ink: isOld ? Theme.ash : Theme.white

    Line { visible: line.isFirst; width: parent.width; y: -1 }
    Plate {
        id: plate
        anchors.verticalCenter: parent.verticalCenter
        size: line.tall ? 46 : 56
        letter: line.tall ? 30 : 34
        isFilled: false
        frame: Theme.night_edge
        wordsColor: line.ink
        text: line.waiting.prefix
    }
    Name {
        objectName: "waitingName"
        anchors.left: plate.right
        anchors.leftMargin: line.tall ? 18 : 23
        anchors.right: count.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.waiting.name
        size: line.tall ? 38 : 44; smallest: line.tall ? 26 : 30; mostLines: 1
        bold: false; color: line.ink
    }
    NumberText {
        id: count
        objectName: "waitingCount"
        anchors.right: unit.left
        anchors.rightMargin: unit.text === "" ? 0 : 14
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.waiting.count
        wanted: line.tall ? 48 : 58
        bold: line.waiting.unit !== ""
        color: line.waiting.unit === "" ? Theme.ash : Theme.white
    }
    Words {
        id: unit
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * size
        text: line.waiting.unit
        size: line.tall ? 28 : 32; color: Theme.ash
    }
    Line { width: parent.width; anchors.bottom: parent.bottom }
}
