import QtQuick
import Look

// What was done of every service today: one row each, five counts.
Item {
    id: day
    property bool isSlide: false
    property real inset: 0
    readonly property int topInset: isSlide ? 20 : 0
    readonly property int heading: isSlide ? 64 : parent && parent.place ? parent.place.heading : 0
    readonly property int rowHeight: 84
    readonly property var columns: screen.view.today_columns
    readonly property bool isNarrow: width < 760
    readonly property real columnWidth: isNarrow ? 104 : 156
    readonly property real firstRow: topInset + heading + (isNarrow ? 76 : 84)

    PartHeading {
        visible: day.heading > 0
        x: day.inset
        y: day.topInset
        key: "board.today"
        page: screen.view.today_page
        width: parent.width - 2 * day.inset
    }
    Repeater {
        model: day.columns
        delegate: Column {
            required property string modelData
            required property int index
            x: day.width - day.inset - (day.columns.length - index) * day.columnWidth
            y: day.heading + day.topInset
            width: day.columnWidth
            Words {
                anchors.right: parent.right
                text: Texts.say("board.today." + parent.modelData)
                size: day.isNarrow ? 26 : 34; lines: 1.15; color: Theme.ash
            }
            Words {
                anchors.right: parent.right
                text: Texts.other("board.today." + parent.modelData)
                size: 24; lines: 1.15; color: Theme.ash
            }
        }
    }
    Repeater {
        model: screen.view.today
        delegate: Item {
            id: line
            required property var row
            required property int index
            x: day.inset
            y: day.firstRow + index * day.rowHeight
            width: day.width - 2 * day.inset
            height: day.rowHeight
            Line { width: parent.width; y: -1; visible: line.index === 0 }
            Plate {
                id: plate
                anchors.verticalCenter: parent.verticalCenter
                size: 56; letter: 34; isFilled: false
                frame: Theme.night_edge; wordsColor: Theme.white
                text: line.row.prefix
            }
            Name {
                objectName: "todayName"
                x: 79
                width: line.width - 79 - day.columns.length * day.columnWidth - 8
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: -Theme.lift * size
                text: line.row.name
                size: day.isNarrow ? 36 : 44; smallest: 26; mostLines: 1; bold: false; color: Theme.white
            }
            Repeater {
                model: day.columns
                delegate: NumberText {
                    required property string modelData
                    required property int index
                    anchors.right: parent.right
                    anchors.rightMargin: (day.columns.length - 1 - index) * day.columnWidth
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.verticalCenterOffset: -Theme.lift * size
                    text: line.row[modelData]
                    wanted: day.isNarrow ? 40 : 50
                    room: day.columnWidth - 16
                    bold: modelData === "done"
                    color: modelData === "done" ? Theme.white : Theme.ash
                }
            }
            Line { width: parent.width; anchors.bottom: parent.bottom }
        }
    }
}
