import QtQuick
import Look

// A line of the check: sign and word in a plate, what was found, what to do. The state is never said by colour alone.
Item {
    id: item
    property var line
    property bool tall: true
    readonly property bool isGood: line.state === "good"
    readonly property real inset: tall ? 196 : 160
    height: Math.max(words.height + (tall ? 28 : 20), tall ? 84 : 64)

    Rectangle {
        x: item.tall ? 20 : 14; y: item.tall ? 14 : 10
        width: item.tall ? 156 : 130; height: item.tall ? 52 : 42
        radius: Theme.plate_radius
        color: item.isGood ? Theme.surface : item.line.state === "warning" ? Theme.amber : Theme.red
        border.width: item.isGood ? Theme.border : 0; border.color: Theme.edge
        Words {
            anchors.centerIn: parent
            text: item.line.sign + " " + item.line.word; size: item.tall ? 27 : 21; bold: true; lines: 1.2
            color: item.isGood ? Theme.ink : item.line.state === "warning" ? Theme.on_amber : Theme.white
        }
    }
    Column {
        id: words
        x: item.inset; y: item.tall ? 14 : 10
        width: item.width - item.inset - 28
        Words { width: parent.width; text: item.line.part + (Texts.language === "zh" ? "：" : ": ") + item.line.says; size: item.tall ? 28 : 21; bold: !item.isGood; wrapMode: Text.Wrap; lines: 1.35 }
        Words { visible: text !== ""; width: parent.width; text: item.line.do === "" ? "" : Texts.say("technician.do") + item.line.do; size: item.tall ? 26 : 20; color: Theme.ink2; wrapMode: Text.Wrap; lines: 1.35 }
    }
    Rectangle { y: parent.height - 1; x: 14; width: parent.width - 28; height: 1; color: Theme.line }
}
